import type { ApiInfo, Queryable } from '../catalog/api-info.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LocalAnswers, LocalOpening, OpenedFile } from '../catalog/files/local-files.ts';
import type { VisParams } from '../compose/vis-params.ts';
import type { ImageCollection } from '../ee/ee.ts';
import { allOf, type Choice, type Place } from '../choice/choice.ts';
import { collectionOf } from '../choice/expression.ts';
import { notFetched, tell } from '../errors.ts';
import { areaOf, searchArea } from '../engine/area.ts';
import type { LayerSpec } from '../engine/layer.ts';
import type { LngLatBounds } from '../grid/grid.ts';
import { Listeners } from '../listeners.ts';
import { AddressFollower } from './address-follower.ts';
import { agreeTo } from './agreed-hosts.ts';
import type { Ask } from './consent.ts';
import { contactsOf } from './contacts.ts';
import { frameOf, inSight } from './frame.ts';
import { listScenes, type ListedScenes, nothingFound } from './list-scenes.ts';
import type { Rewrite } from '../net/addresses.ts';
import { Newest } from './newest.ts';
import { type Page, writeAddress } from './page-address.ts';
import { realHere } from './real-here.ts';
import { openingLayers } from '../recipes/opening-layers.ts';
import { distinctAcquisitions } from '../scene/editions.ts';
import type { Scene } from '../scene/scene.ts';
import { rowsOf } from './scene-rows.ts';
import { ShownLayers } from './shown-layers.ts';
import { ShownScenes } from './shown-scenes.ts';
import type { Sources } from '../sources.ts';
import { stretchedLayers } from './stretched-layers.ts';
import type { DataPort, Found, SceneRow } from '../ui/data/data-port.ts';
import type { Viewer } from '../viewer.ts';

/** What layers are to be made of. */
export interface Ranked {
  readonly scenes: ImageCollection;
  readonly list: readonly Scene[];
  readonly picture: VisParams;
  /** The collection is the one from before. */
  readonly sameSource: boolean;
  /** The page's address asks for them, and so for the rule that it names. */
  readonly byAddress: boolean;
}

/** Below this share of the view, data or place are brought into sight. */
const leastShare = 0.02;

/**
 * Joins what a person chooses to what is shown: lists, loads, and keeps the page's address true. Viewer and sources
 * belong to whoever made them.
 */
export class DataDesk implements DataPort {
  readonly shown: ShownLayers;
  /** Makes the layers by a rule that somebody set; null: scenes are ranked as they open. */
  ranked: (ranked: Ranked) => LayerSpec[] | null = () => null;
  readonly #viewer: Viewer;
  readonly #sources: Sources;
  readonly #page: Page;
  readonly #changes = new Listeners();
  #choice: Choice;
  readonly #scenes: ShownScenes;
  readonly #showing = new Newest();
  readonly #follower: AddressFollower;

  constructor(parts: {
    readonly viewer: Viewer;
    readonly sources: Sources;
    readonly page: Page;
    /** What the viewer shows already. */
    readonly choice: Choice;
    readonly ask?: Ask;
  }) {
    this.#viewer = parts.viewer;
    this.#sources = parts.sources;
    this.#page = parts.page;
    this.#choice = parts.choice;
    this.#scenes = new ShownScenes(parts.viewer.stage.engine);
    this.shown = new ShownLayers(parts.viewer);
    this.#follower = new AddressFollower({
      page: parts.page,
      ask: parts.ask,
      choice: () => this.#choice,
      rewrite: (rewrites) => {
        this.#rewrite(rewrites);
        this.#changes.emit('change');
      },
      show: (choice, signal) => this.show(choice, signal),
      stop: () => this.#showing.stop(),
      tell: (error) => parts.viewer.stage.listeners.emit('error', error),
    });
  }

  get choice(): Choice {
    return this.#choice;
  }

  get synthetic(): boolean {
    return this.#viewer.collections.some(({ synthetic }) => synthetic);
  }

  get scenes(): readonly SceneRow[] {
    const { engine } = this.#viewer.stage;
    const { without } = this.#choice;
    const states = engine.sceneStates();
    return rowsOf(this.#members(), (scene, index) => {
      if (without.includes(index)) return { state: 'left-out', sentence: null };
      const { state = 'outside', failures = [] } = states.get(scene) ?? {};
      return { state, sentence: failures[0]?.sentence ?? null };
    });
  }

  /** The scenes behind the layers, whoever set them; the same array as long as they are the same. */
  get shownRows(): readonly SceneRow[] {
    return this.shown.areOwn
      ? this.#scenes.rows(this.#members(), this.#choice.without)
      : this.#scenes.rows(this.#scenes.behind(), []);
  }

  /** The scenes that are composed, those left out by hand not among them. */
  get members(): readonly Scene[] {
    return this.#scenes.chosen(this.#choice, this.#choice.without);
  }

  on(_event: 'change', listener: () => void): () => void {
    const stops = [this.#changes.on('change', listener), this.#viewer.on('change', listener)];
    return () => stops.forEach((stop) => stop());
  }

  async find(choice: Choice, signal: AbortSignal): Promise<Found> {
    const found = await this.#list(choice, signal);
    const { layers } = openingLayers(found.collection, found.scenes);
    const { engine, view } = this.#viewer.stage;
    const frame = this.#frameElsewhere(choice, found.scenes);
    const { cutFrom = null, covers, notes = [], rejected } = found.list;
    return {
      scenes: rowsOf(found.scenes, () => ({ state: 'waiting', sentence: null })),
      acquisitions: distinctAcquisitions(found.scenes),
      cutFrom,
      followsMap: covers !== undefined,
      elsewhere: frame !== null,
      estimate: engine.estimate(layers, found.lists, frame ? view.viewFittedTo(frame) : engine.view),
      notes,
      rejected: rejected.map(({ id, error }) => ({ id, sentence: tell(error) })),
    };
  }

  show(choice: Choice, signal: AbortSignal): Promise<void> {
    const shown = this.#showing.run((ended) => this.#show(choice, ended), signal);
    this.#viewer.stage.expect(shown);
    return shown;
  }

  amend(part: Partial<Choice> | ((choice: Choice) => Partial<Choice>), signal: AbortSignal): Promise<void> {
    const { collection, api } = this.#choice;
    const amended = this.#showing.queue(async (ended) => {
      const now = this.#choice;
      // It was about other scenes.
      if (now.collection !== collection || now.api !== api) throw new DOMException('gone', 'AbortError');
      await this.#show({ ...now, ...(typeof part === 'function' ? part(now) : part) }, ended);
    }, signal);
    this.#viewer.stage.expect(amended);
    return amended;
  }

  /** A choice of the page's address is being shown, and the rule that it names will be with it. */
  get followsAddress(): boolean {
    return this.#follower.choice !== null;
  }

  async #show(choice: Choice, ended: AbortSignal): Promise<void> {
    const found = await this.#list(choice, ended);
    if (found.scenes.length === 0) throw nothingFound(found.list.rejected);
    const centre = this.#viewer.map.getCenter();
    const opening = await stretchedLayers(this.#sources.reader, { ...found, centre, signal: ended });
    ended.throwIfAborted();
    const sameSource = choice.collection === this.#choice.collection;
    const { collection, scenes } = found;
    const picture = opening[0]?.visParams ?? {};
    const byAddress = choice === this.#follower.choice;
    const layers =
      this.ranked({ scenes: collection, list: scenes, picture, sameSource, byAddress }) ?? opening;
    const { stage } = this.#viewer;
    const frame = this.#frameElsewhere(choice, found.scenes);
    if (frame) stage.view.fit(frame, false);
    const relist = found.catalog !== this.#sources.catalog;
    this.#sources.catalog = found.catalog;
    this.shown.set(layers, sameSource);
    // Another API may answer the same query otherwise.
    if (relist) stage.engine.relist();
    this.#choice = choice;
    this.#write();
  }

  retry(): void {
    this.#viewer.retry();
  }

  get realHere(): DataPort['realHere'] {
    if (!this.synthetic) return null;
    const { engine, view } = this.#viewer.stage;
    const frame = this.#choice.place && this.#frameElsewhere(this.#choice, []);
    return realHere(engine, this.#choice, frame ? view.viewFittedTo(frame) : engine.view);
  }

  collections(address: string, signal: AbortSignal): Promise<ApiInfo> {
    return this.#sources.catalog.info(address, signal);
  }

  queryables(choice: Choice, signal: AbortSignal): Promise<readonly Queryable[]> {
    return this.#sources.catalogOf(choice).queryables(choice.collection, signal);
  }

  async openFiles(files: readonly OpenedFile[], signal: AbortSignal): Promise<LocalOpening> {
    const opener = import('../catalog/files/open-local-files.ts');
    const { openLocalFiles } = await opener.catch(notFetched('what opens files'));
    return openLocalFiles(files, { inspector: this.#sources.reader, signal });
  }

  showFiles(opening: LocalOpening, answers: LocalAnswers, signal: AbortSignal): Promise<void> {
    const list = opening.list(answers);
    this.#sources.add(list);
    return this.show(allOf(list.id), signal);
  }

  viewBounds(): LngLatBounds {
    return this.#viewer.stage.view.bounds;
  }

  pick(kind: 'point' | 'box', signal: AbortSignal): Promise<Place> {
    return this.#viewer.stage.view.pick(kind, signal);
  }

  mark(place: Place | null): void {
    this.#viewer.stage.view.mark(place);
  }

  get rewrites(): readonly Rewrite[] {
    return this.#sources.addresses.rewrites;
  }

  /** @throws BestpixelError 'bad-input' for what is no beginning of a web address */
  set rewrites(rewrites: readonly Rewrite[]) {
    this.#rewrite(rewrites);
    this.#write();
  }

  /** Stops listening and whatever is under way. */
  dispose(): void {
    this.#showing.stop();
    this.#follower.dispose();
    this.#changes.clear();
  }

  async #list(choice: Choice, signal: AbortSignal): Promise<ListedScenes & { readonly catalog: Catalog }> {
    const catalog = this.#sources.catalogOf(choice);
    const { engine, view } = this.#viewer.stage;
    view.look();
    const seen = areaOf(engine.view);
    const away = choice.place && seen && !inSight(choice.place, seen);
    // A place out of sight is listed as a whole.
    const area = away ? null : searchArea(seen, choice);
    return { catalog, ...(await listScenes(catalog, { collection: collectionOf(choice), area, signal })) };
  }

  /** What the map is fitted to when the choice is shown; null: it is in sight. */
  #frameElsewhere(choice: Choice, scenes: readonly Scene[]): LngLatBounds | null {
    const frame = frameOf(choice, scenes);
    return frame && this.#viewer.stage.view.shareOfView(frame) < leastShare ? frame : null;
  }

  #members(): readonly Scene[] {
    return this.#scenes.chosen(this.#choice);
  }

  #write(): void {
    // What a person chose here, nobody asks them about.
    agreeTo(contactsOf({ choice: this.#choice, rewrites: this.rewrites }, this.#page.location));
    writeAddress(this.#page, { data: { choice: this.#choice, rewrites: this.rewrites } });
    this.#changes.emit('change');
  }

  #rewrite(rewrites: readonly Rewrite[]): void {
    if (same(rewrites, this.rewrites)) return;
    this.#sources.addresses.rewrites = rewrites;
    // What could not be read there may be readable here.
    this.#viewer.retry();
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
