declare module 'virtual:script-prelude' {
  /** What scripts find when they start: a classic script whose value is a `Prelude`. */
  export const prelude: string;
}

declare module '@jitl/quickjs-ng-wasmfile-release-sync/wasm?url' {
  const url: string;
  // eslint-disable-next-line import/no-default-export -- as Vite gives it
  export default url;
}
