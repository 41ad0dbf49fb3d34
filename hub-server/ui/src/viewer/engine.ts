import { cache, init as initCore } from '@cornerstonejs/core';
import { init as initLoader } from '@cornerstonejs/dicom-image-loader';
import * as tools from '@cornerstonejs/tools';

/** The engine's start and the tools a reader can hold. */
export const toolNames = ['window', 'scroll', 'pan', 'zoom', 'length', 'angle', 'roi', 'probe'] as const;
export type ToolName = (typeof toolNames)[number];
export type ToolGroup = NonNullable<ReturnType<typeof tools.ToolGroupManager.createToolGroup>>;

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

/** The tools of one stage, none of them held yet. */
export function toolGroup(id: string, viewportId: string, engineId: string): ToolGroup {
  const group = tools.ToolGroupManager.createToolGroup(id)!;
  Object.values(toolOf).forEach((name) => group.addTool(name, name === toolOf.probe ? { getTextLines: probed } : {}));
  group.addViewport(viewportId, engineId);
  return group;
}

/** Puts a tool on the left button and on one finger; the other buttons, the wheel and two fingers keep theirs. */
export function hold(group: ToolGroup, name: ToolName) {
  const always: Record<string, object[]> = {
    [toolOf.pan]: [{ mouseButton: MouseBindings.Auxiliary }],
    [toolOf.zoom]: [{ mouseButton: MouseBindings.Secondary }, { numTouchPoints: 2 }],
    [toolOf.scroll]: [{ mouseButton: MouseBindings.Wheel }],
  };
  const first = [{ mouseButton: MouseBindings.Primary }, { numTouchPoints: 1 }];
  Object.values(toolOf).forEach((tool) => group.setToolPassive(tool, { removeAllBindings: true }));
  new Set([...Object.keys(always), toolOf[name]]).forEach((tool) =>
    group.setToolActive(tool, { bindings: [...(always[tool] ?? []), ...(tool === toolOf[name] ? first : [])] }),
  );
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
