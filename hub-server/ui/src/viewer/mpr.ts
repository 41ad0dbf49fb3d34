import {
  cache,
  Enums,
  eventTarget,
  RenderingEngine,
  setVolumesForViewports,
  volumeLoader,
  type Types,
} from '@cornerstonejs/core';
import * as tools from '@cornerstonejs/tools';
import { start } from './engine';
import { rangeOf, type Window } from './window';

const { ViewportType, OrientationAxis, Events } = Enums;
const { MouseBindings } = tools.Enums;
let made = 0;

/** A volume needs at least this many slices to be cut in another direction. */
export const fewestSlices = 5;

/**
 * Three planes through one series with a crosshair that moves all of them. Made on demand only: it needs every slice, and
 * without a graphics card it takes its time. `close` gives everything back, also while slices are still on their way.
 */
export class Planes {
  private readonly engine: RenderingEngine;
  private readonly group: string;
  private closed = false;

  static async on(
    elements: HTMLDivElement[],
    imageIds: string[],
    window: Window | undefined,
    progress: (loaded: number) => void,
  ): Promise<Planes> {
    await start();
    const planes = new Planes(elements, ++made);
    void planes.fill(`planes-volume-${made}`, imageIds, window, progress);
    return planes;
  }

  private constructor(
    private readonly elements: HTMLDivElement[],
    number: number,
  ) {
    this.group = `planes-tools-${number}`;
    this.engine = new RenderingEngine(`planes-engine-${number}`);
    const axes = [OrientationAxis.AXIAL, OrientationAxis.SAGITTAL, OrientationAxis.CORONAL];
    this.engine.setViewports(
      elements.map((element, at) => ({
        viewportId: this.viewportId(at),
        element,
        type: ViewportType.ORTHOGRAPHIC,
        defaultOptions: { orientation: axes[at], background: [0, 0, 0] as Types.Point3 },
      })),
    );
  }

  private viewportId(at: number) {
    return `${this.group}-${at}`;
  }

  private async fill(id: string, imageIds: string[], window: Window | undefined, progress: (loaded: number) => void) {
    const volume = await volumeLoader.createAndCacheVolume(id, { imageIds });
    if (this.closed) {
      return;
    }
    const loaded = () => progress(this.arrived(imageIds));
    eventTarget.addEventListener(Events.IMAGE_VOLUME_MODIFIED, loaded);
    eventTarget.addEventListener(Events.IMAGE_LOADED, loaded);
    (volume as Types.IImageVolume & { load: () => void }).load();
    const ids = this.elements.map((_, at) => this.viewportId(at));
    await setVolumesForViewports(this.engine, [{ volumeId: id }], ids);
    if (this.closed) {
      return;
    }
    ids.forEach((each) => {
      const viewport = this.engine.getViewport(each) as Types.IVolumeViewport;
      if (window) viewport.setProperties({ voiRange: rangeOf(window) });
      viewport.resetCamera();
    });
    this.useTools(ids);
    this.engine.renderViewports(ids);
    loaded();
  }

  private arrived(imageIds: string[]) {
    return imageIds.filter((id) => cache.isLoaded(id)).length;
  }

  private useTools(ids: string[]) {
    const group = tools.ToolGroupManager.createToolGroup(this.group)!;
    const colours = ['rgb(77, 163, 255)', 'rgb(232, 212, 138)', 'rgb(120, 210, 140)'];
    group.addTool(tools.CrosshairsTool.toolName, {
      getReferenceLineColor: (id: string) => colours[ids.indexOf(id)] ?? colours[0],
    });
    [tools.StackScrollTool, tools.ZoomTool, tools.PanTool, tools.WindowLevelTool].forEach((tool) =>
      group.addTool(tool.toolName),
    );
    ids.forEach((id) => group.addViewport(id, this.engine.id));
    group.setToolActive(tools.StackScrollTool.toolName, { bindings: [{ mouseButton: MouseBindings.Wheel }] });
    group.setToolActive(tools.ZoomTool.toolName, {
      bindings: [{ mouseButton: MouseBindings.Secondary }, { numTouchPoints: 2 }],
    });
    group.setToolActive(tools.PanTool.toolName, { bindings: [{ mouseButton: MouseBindings.Auxiliary }] });
    group.setToolActive(tools.CrosshairsTool.toolName, {
      bindings: [{ mouseButton: MouseBindings.Primary }, { numTouchPoints: 1 }],
    });
  }

  setWindow(window: Window) {
    this.elements.forEach((_, at) => {
      const viewport = this.engine.getViewport(this.viewportId(at)) as Types.IVolumeViewport;
      viewport.setProperties({ voiRange: rangeOf(window) });
      viewport.render();
    });
  }

  close() {
    this.closed = true;
    tools.ToolGroupManager.destroyToolGroup(this.group);
    this.engine.destroy();
    cache.getVolumes().forEach(({ volumeId }) => cache.removeVolumeLoadObject(volumeId));
  }
}
