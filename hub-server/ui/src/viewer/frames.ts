import { cache, Enums, imageLoader } from '@cornerstonejs/core';
import { addDicomWebInstance } from '@cornerstonejs/metadata/utilities/metadataProvider';
import { displayable, outward, type SeriesImages } from './study';

const parallelFetches = 4;

export type FrameImages = Extract<SeriesImages, { kind: 'frames' }>;

/** The frames of one series on their way into the cache: which are there, which could not be had. */
export class Frames {
  private readonly control = new AbortController();
  private readonly done = new Set<string>();
  private readonly lost = new Set<string>();

  /** @param changed is called whenever one more arrived or was lost */
  constructor(
    readonly images: FrameImages,
    private readonly changed: () => void,
  ) {
    describe(images);
  }

  get ids(): string[] {
    return this.images.imageIds;
  }

  get loaded() {
    return this.done.size;
  }

  get failed() {
    return this.lost.size;
  }

  /** Nobody wants them any more. */
  get givenUp() {
    return this.control.signal.aborted;
  }

  isLost(id: string | undefined) {
    return id !== undefined && this.lost.has(id);
  }

  /** Whether a frame can be drawn without a request. */
  isReady(id: string) {
    return this.done.has(id) && cache.getImageLoadObject(id) !== undefined;
  }

  /** A frame was fetched elsewhere. */
  arrived(id: string) {
    this.done.add(id);
  }

  lose(id: string | undefined) {
    if (id) this.lost.add(id);
  }

  /** Fetches the others than this one, its neighbours first. */
  async fetchRest(from: number) {
    const waiting = outward(this.ids.length, from).map((index) => this.ids[index]!);
    const fetchNext = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined && !this.givenUp; id = waiting.shift()) {
        await this.fetch(id);
      }
    };
    await Promise.all(Array.from({ length: parallelFetches }, fetchNext));
  }

  /** Fetches again what failed. */
  async retry() {
    const again = [...this.lost];
    this.lost.clear();
    this.changed();
    await Promise.all(again.map((id) => this.fetch(id)));
  }

  giveUp() {
    this.control.abort();
  }

  private async fetch(id: string) {
    try {
      await imageLoader.loadAndCacheImage(id, { requestType: Enums.RequestType.Prefetch, priority: 0 });
      if (!this.givenUp) {
        this.done.add(id);
        this.lost.delete(id);
      }
    } catch {
      if (!this.givenUp) {
        this.lost.add(id);
      }
    }
    if (!this.givenUp) {
      this.changed();
    }
  }
}

const described = new Set<string>();

/** Gives the engine the metadata of every instance once; it derives those of the frames itself. */
function describe({ imageIds, sets, setOf }: FrameImages) {
  imageIds.forEach((id, index) => {
    const instance = id.replace(/\/frames\/.*/, '');
    if (!described.has(instance)) {
      described.add(instance);
      addDicomWebInstance(id, displayable(sets[setOf[index]!]!));
    }
  });
}
