import {
  cache,
  Enums,
  eventTarget,
  imageLoader,
  init as initCore,
  RenderingEngine,
  type Types,
} from '@cornerstonejs/core';
import { init as initLoader } from '@cornerstonejs/dicom-image-loader';
import { addDicomWebInstance } from '@cornerstonejs/metadata/utilities/metadataProvider';
import * as tools from '@cornerstonejs/tools';
import { edges, type Edges } from './orientation';
import { displayable, outward, type SeriesImages } from './study';
import { rangeOf, windowOf, type Window } from './window';

/**
 * The one place that knows Cornerstone3D. A stage shows one series at a time on a stack viewport, fetches its frames from
 * the one in view outward, and tells its listener what is to be written around the image. Nothing here knows React.
 */
export type StageState = {
  index: number;
  count: number;
  window?: Window;
  zoom: number;
  inverted: boolean;
  turned: boolean;
  edges?: Edges;
  loaded: number;
  failed: number;
  /** The frame in view cannot be decoded here; the hub's rendering of it can be shown instead. */
  broken: boolean;
  playing: boolean;
  rate: number;
};

export const toolNames = ['window', 'scroll', 'pan', 'zoom', 'length', 'angle', 'roi', 'probe'] as const;
export type ToolName = (typeof toolNames)[number];

const parallelFetches = 4;
let made = 0;
let open = 0;

const { MouseBindings } = tools.Enums;
const toolOf: Record<ToolName, string> = {
  window: tools.WindowLevelTool.toolName,
  scroll: tools.StackScrollTool.toolName,
  pan: tools.PanTool.toolName,
  zoom: tools.ZoomTool.toolName,
  length: tools.LengthTool.toolName,
  angle: tools.AngleTool.toolName,
  roi: tools.EllipticalROITool.toolName,
  probe: tools.ProbeTool.toolName,
};

let ready: Promise<void> | undefined;

/** Starts the engine once for all stages. */
export function start(): Promise<void> {
  ready ??= (async () => {
    await initCore();
    initLoader({ maxWebWorkers: Math.max(1, Math.min(4, Math.floor((navigator.hardwareConcurrency || 2) / 2) + 1)) });
    await tools.init();
    [
      tools.WindowLevelTool,
      tools.StackScrollTool,
      tools.PanTool,
      tools.ZoomTool,
      tools.LengthTool,
      tools.AngleTool,
      tools.EllipticalROITool,
      tools.ProbeTool,
      tools.CrosshairsTool,
    ].forEach((tool) => tools.addTool(tool));
  })();
  return ready;
}

export class Stage {
  private readonly groupId = `stage-tools-${++made}`;
  private readonly viewport: Types.IStackViewport;
  private readonly group: NonNullable<ReturnType<typeof tools.ToolGroupManager.createToolGroup>>;
  private readonly observer: ResizeObserver;
  private images: Extract<SeriesImages, { kind: 'frames' }> | undefined;
  private fetching = new AbortController();
  private done = new Set<string>();
  private lost = new Set<string>();
  private fitScale = 1;
  private stored: Window | undefined;
  private cine: ReturnType<typeof setInterval> | undefined;
  private rate = 10;
  private telling = false;
  private closed = false;

  static async on(element: HTMLDivElement, tell: (state: StageState) => void, touch: boolean): Promise<Stage> {
    await start();
    return new Stage(element, tell, touch);
  }

  private constructor(
    element: HTMLDivElement,
    private readonly tell: (state: StageState) => void,
    touch: boolean,
  ) {
    element.oncontextmenu = (event) => event.preventDefault();
    open++;
    const engineId = `stage-engine-${made}`;
    const viewportId = `stage-viewport-${made}`;
    const engine = new RenderingEngine(engineId);
    engine.enableElement({
      viewportId,
      element,
      type: Enums.ViewportType.STACK,
      defaultOptions: { background: [0, 0, 0] },
    });
    this.viewport = engine.getViewport(viewportId) as Types.IStackViewport;

    this.group = tools.ToolGroupManager.createToolGroup(this.groupId)!;
    Object.values(toolOf).forEach((name) =>
      this.group.addTool(name, name === toolOf.probe ? { getTextLines: probed } : {}),
    );
    this.group.addViewport(viewportId, engineId);
    this.hold(touch ? 'scroll' : 'window');

    const { STACK_NEW_IMAGE, VOI_MODIFIED, CAMERA_MODIFIED, IMAGE_RENDERED } = Enums.Events;
    [STACK_NEW_IMAGE, VOI_MODIFIED, CAMERA_MODIFIED, IMAGE_RENDERED].forEach((name) =>
      element.addEventListener(name, this.announce),
    );
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(element);
  }

  /** Shows a series from its middle (a loop from its start); resolves when its first frame stands. */
  async show(images: Extract<SeriesImages, { kind: 'frames' }>): Promise<void> {
    this.stop();
    this.fetching.abort();
    this.fetching = new AbortController();
    this.images = images;
    this.done = new Set();
    this.lost = new Set();
    this.stored = undefined;
    describe(images);
    this.rate = images.frameRate ?? 10;
    const first = images.multiframe ? 0 : Math.floor((images.imageIds.length - 1) / 2);
    const signal = this.fetching.signal;
    try {
      await this.viewport.setStack(images.imageIds, first);
      this.done.add(images.imageIds[first]!);
    } catch {
      this.lost.add(images.imageIds[first]!);
    }
    if (signal.aborted) {
      return;
    }
    this.viewport.resetCamera();
    this.fitScale = this.viewport.getCamera().parallelScale || 1;
    const range = this.viewport.getProperties().voiRange;
    this.stored = range && windowOf(range);
    this.viewport.render();
    this.announce();
    void this.fetchRest(images.imageIds, first, signal);
  }

  private async fetchRest(ids: string[], from: number, signal: AbortSignal) {
    const waiting = outward(ids.length, from).map((index) => ids[index]!);
    const fetchNext = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined && !signal.aborted; id = waiting.shift()) {
        await this.fetch(id, signal);
      }
    };
    await Promise.all(Array.from({ length: parallelFetches }, fetchNext));
  }

  private async fetch(id: string, signal: AbortSignal) {
    try {
      await imageLoader.loadAndCacheImage(id, { requestType: Enums.RequestType.Prefetch, priority: 0 });
      if (!signal.aborted) {
        this.done.add(id);
        this.lost.delete(id);
      }
    } catch {
      if (!signal.aborted) {
        this.lost.add(id);
      }
    }
    if (!signal.aborted) {
      this.announce();
    }
  }

  /** Fetches again what failed, the frame in view first. */
  async retry() {
    const ids = this.images?.imageIds ?? [];
    const again = [...this.lost];
    this.lost.clear();
    this.announce();
    await Promise.all(again.map((id) => this.fetch(id, this.fetching.signal)));
    await this.go(Math.max(0, ids.indexOf(this.viewport.getCurrentImageId())));
  }

  /** Puts a tool on the left button and on one finger; the other buttons, the wheel and two fingers keep theirs. */
  hold(name: ToolName) {
    const always: Record<string, object[]> = {
      [toolOf.pan]: [{ mouseButton: MouseBindings.Auxiliary }],
      [toolOf.zoom]: [{ mouseButton: MouseBindings.Secondary }, { numTouchPoints: 2 }],
      [toolOf.scroll]: [{ mouseButton: MouseBindings.Wheel }],
    };
    const first = [{ mouseButton: MouseBindings.Primary }, { numTouchPoints: 1 }];
    Object.values(toolOf).forEach((tool) => this.group.setToolPassive(tool, { removeAllBindings: true }));
    new Set([...Object.keys(always), toolOf[name]]).forEach((tool) =>
      this.group.setToolActive(tool, { bindings: [...(always[tool] ?? []), ...(tool === toolOf[name] ? first : [])] }),
    );
  }

  async go(index: number) {
    const count = this.images?.imageIds.length ?? 0;
    const target = Math.max(0, Math.min(count - 1, index));
    try {
      await this.viewport.setImageIdIndex(target);
    } catch {
      const id = this.images?.imageIds[target];
      if (id) this.lost.add(id);
      this.announce();
    }
  }

  step(by: number) {
    void this.go(this.viewport.getCurrentImageIdIndex() + by);
  }

  /** The window the images came with, which relative presets start from. */
  get storedWindow(): Window {
    return this.stored ?? { width: 256, center: 128 };
  }

  setWindow(window: Window) {
    this.viewport.setProperties({ voiRange: rangeOf(window) });
    this.render();
  }

  invert() {
    this.viewport.setProperties({ invert: !this.viewport.getProperties().invert });
    this.render();
  }

  rotate() {
    const { rotation = 0 } = this.viewport.getViewPresentation();
    this.viewport.setViewPresentation({ rotation: (rotation + 90) % 360 });
    this.render();
  }

  flip(way: 'horizontal' | 'vertical') {
    const camera = this.viewport.getCamera();
    this.viewport.setCamera(
      way === 'horizontal' ? { flipHorizontal: !camera.flipHorizontal } : { flipVertical: !camera.flipVertical },
    );
    this.render();
  }

  reset() {
    this.viewport.resetProperties();
    this.viewport.setCamera({ flipHorizontal: false, flipVertical: false });
    this.viewport.setViewPresentation({ rotation: 0 });
    this.viewport.resetCamera();
    this.render();
  }

  clearMeasurements() {
    tools.annotation.state.removeAllAnnotations();
    this.render();
  }

  play(rate = this.rate) {
    this.stop();
    this.rate = rate;
    this.cine = setInterval(() => {
      const ids = this.images?.imageIds ?? [];
      const next = (this.viewport.getCurrentImageIdIndex() + 1) % ids.length;
      // A loop waits for a frame that has not arrived instead of queueing requests for it.
      if (cache.getImageLoadObject(ids[next]!) && this.done.has(ids[next]!)) {
        void this.go(next);
      }
    }, 1000 / rate);
    this.announce();
  }

  stop() {
    clearInterval(this.cine);
    this.cine = undefined;
    this.announce();
  }

  close() {
    this.closed = true;
    this.stop();
    this.fetching.abort();
    this.observer.disconnect();
    tools.ToolGroupManager.destroyToolGroup(this.groupId);
    this.viewport.getRenderingEngine().destroy();
    if (--open === 0) {
      cache.purgeCache();
      eventTarget.reset();
    }
  }

  /** What filled its field fills the new one; what the reader zoomed or moved stays as it is. */
  private resized() {
    const engine = this.viewport.getRenderingEngine();
    const untouched = this.images && !this.state().turned && Math.abs(this.state().zoom - 1) < 0.005;
    engine.resize(true, !untouched);
    if (untouched) {
      this.fitScale = this.viewport.getCamera().parallelScale || 1;
    }
    this.announce();
  }

  private render() {
    this.viewport.render();
    this.announce();
  }

  /** Tells at most once per drawn picture. */
  private readonly announce = () => {
    if (this.telling) {
      return;
    }
    this.telling = true;
    requestAnimationFrame(() => {
      this.telling = false;
      if (this.images && !this.closed) {
        this.tell(this.state());
      }
    });
  };

  private state(): StageState {
    const images = this.images!;
    const index = Math.max(0, this.viewport.getCurrentImageIdIndex());
    const { voiRange, invert = false } = this.viewport.getProperties();
    const camera = this.viewport.getCamera();
    const { rotation = 0 } = this.viewport.getViewPresentation();
    const oriented = images.sets[images.setOf[index] ?? 0]?.['00200037']?.Value?.length === 6;
    return {
      index,
      count: images.imageIds.length,
      window: voiRange && windowOf(voiRange),
      zoom: this.fitScale / (camera.parallelScale || this.fitScale),
      inverted: invert,
      turned: rotation !== 0 || Boolean(camera.flipHorizontal) || Boolean(camera.flipVertical),
      edges: oriented ? screenEdges(camera) : undefined,
      loaded: this.done.size,
      failed: this.lost.size,
      broken: this.lost.has(images.imageIds[index]!),
      playing: this.cine !== undefined,
      rate: this.rate,
    };
  }
}

type Probed = { cachedStats: Record<string, { index?: number[]; modalityUnit?: string } | undefined> };

/**
 * What the probe says. The engine looks for the value in the slice of the stack's number, which a single image has only
 * as its first; so the value is read here.
 */
function probed({ cachedStats }: Probed, target: string): string[] | undefined {
  const { index, modalityUnit } = cachedStats[target] ?? {};
  const image = cache.getImage(target.replace(/^imageId:/, ''));
  if (!index || !image) {
    return undefined;
  }
  const value = image.voxelManager?.getAtIJK(index[0]!, index[1]!, 0) as number | ArrayLike<number> | undefined;
  const said = typeof value === 'number' ? Math.round(value * 10) / 10 : Array.from(value ?? []).join(', ');
  return [`${said} ${modalityUnit ?? ''}`.trim()];
}

const described = new Set<string>();

/** Gives the engine the metadata of every instance once; it derives those of the frames itself. */
function describe({ imageIds, sets, setOf }: Extract<SeriesImages, { kind: 'frames' }>) {
  imageIds.forEach((id, index) => {
    const instance = id.replace(/\/frames\/.*/, '');
    if (!described.has(instance)) {
      described.add(instance);
      addDicomWebInstance(id, displayable(sets[setOf[index]!]!));
    }
  });
}

/** A flipped image is looked at from its other side, so normal and up say everything about left and right. */
function screenEdges({ viewUp, viewPlaneNormal }: Types.ICamera): Edges | undefined {
  if (!viewUp || !viewPlaneNormal) {
    return undefined;
  }
  const [ux, uy, uz] = viewUp;
  const [nx, ny, nz] = viewPlaneNormal;
  const right = [uy * nz - uz * ny, uz * nx - ux * nz, ux * ny - uy * nx] as const;
  return edges(right, [-ux, -uy, -uz]);
}
