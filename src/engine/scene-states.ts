/** Of one scene, in the shown layers and the present view. */
export type SceneState = 'outside' | 'waiting' | 'read' | 'failed' | 'left-out';
