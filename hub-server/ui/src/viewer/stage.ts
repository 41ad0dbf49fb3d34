import { cache, Enums, eventTarget, RenderingEngine, type Types } from '@cornerstonejs/core';
import * as tools from '@cornerstonejs/tools';
import { hold, start, toolGroup, type ToolGroup, type ToolName } from './engine';
import { Frames, type FrameImages } from './frames';
import { screenEdges, type Edges } from './orientation';
import { rangeOf, windowOf, type Window } from './window';

/**
 * A stage shows one series at a time on a stack viewport, has its frames fetched from the one in view outward, and tells its
 * listener what is to be written around the image. Nothing here knows React.
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

let made = 0;
let open = 0;

export class Stage {
  private readonly groupId = `stage-tools-${++made}`;
  private readonly viewport: Types.IStackViewport;
  private readonly group: ToolGroup;
  private readonly observer: ResizeObserver;
  private frames: Frames | undefined;
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

    this.group = toolGroup(this.groupId, viewportId, engineId);
    this.hold(touch ? 'scroll' : 'window');

    const { STACK_NEW_IMAGE, VOI_MODIFIED, CAMERA_MODIFIED, IMAGE_RENDERED } = Enums.Events;
    [STACK_NEW_IMAGE, VOI_MODIFIED, CAMERA_MODIFIED, IMAGE_RENDERED].forEach((name) =>
      element.addEventListener(name, this.announce),
    );
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(element);
  }

  /** Shows a series from its middle (a loop from its start); resolves when its first frame stands. */
  async show(images: FrameImages): Promise<void> {
    this.stop();
    this.frames?.giveUp();
    const frames = new Frames(images, this.announce);
    this.frames = frames;
    this.stored = undefined;
    this.rate = images.frameRate ?? 10;
    const first = images.multiframe ? 0 : Math.floor((images.imageIds.length - 1) / 2);
    try {
      await this.viewport.setStack(images.imageIds, first);
      frames.arrived(images.imageIds[first]!);
    } catch {
      frames.lose(images.imageIds[first]);
    }
    if (frames.givenUp) {
      return;
    }
    this.viewport.resetCamera();
    this.fitScale = this.viewport.getCamera().parallelScale || 1;
    const range = this.viewport.getProperties().voiRange;
    this.stored = range && windowOf(range);
    this.viewport.render();
    this.announce();
    void frames.fetchRest(first);
  }

  /** Fetches again what failed, then draws the frame in view. */
  async retry() {
    await this.frames?.retry();
    await this.go(Math.max(0, this.ids.indexOf(this.viewport.getCurrentImageId())));
  }

  private get ids(): string[] {
    return this.frames?.ids ?? [];
  }

  /** Puts a tool into the reader's hand. */
  hold(name: ToolName) {
    hold(this.group, name);
  }

  async go(index: number) {
    const target = Math.max(0, Math.min(this.ids.length - 1, index));
    try {
      await this.viewport.setImageIdIndex(target);
    } catch {
      this.frames?.lose(this.ids[target]);
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
      const next = (this.viewport.getCurrentImageIdIndex() + 1) % this.ids.length;
      // A loop waits for a frame that has not arrived instead of queueing requests for it.
      if (this.frames?.isReady(this.ids[next]!)) {
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
    this.frames?.giveUp();
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
    const untouched = this.frames && !this.state().turned && Math.abs(this.state().zoom - 1) < 0.005;
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
      if (this.frames && !this.closed) {
        this.tell(this.state());
      }
    });
  };

  private state(): StageState {
    const frames = this.frames!;
    const { images } = frames;
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
      loaded: frames.loaded,
      failed: frames.failed,
      broken: frames.isLost(images.imageIds[index]),
      playing: this.cine !== undefined,
      rate: this.rate,
    };
  }
}
