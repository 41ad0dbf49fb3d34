import { useEffect, useRef, useState } from 'react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useSpeech } from '../shared/i18n';
import { useLoad } from '../shared/useLoad';
import type { DataSet } from './dataset';
import { bulkData } from './dicomweb';
import { Notice } from './Notice';

/** An encapsulated PDF (PS3.3 A.45.1), drawn on the page: no plug-in, no download, the same on a phone. */
export default function PdfPage({ set }: { set: DataSet }) {
  const file = set['00420011'] as { BulkDataURI?: string; InlineBinary?: string } | undefined;
  const uri = file?.BulkDataURI;
  const inline = file?.InlineBinary;
  const loaded = useLoad(
    async (signal) => {
      const [pdf, data] = await Promise.all([
        import('pdfjs-dist'),
        uri
          ? bulkData(uri, signal).then((bytes) => new Uint8Array(bytes))
          : // A small one stands in the metadata themselves, PS3.18 F.2.2.
            Uint8Array.from(atob(inline ?? ''), (letter) => letter.charCodeAt(0)),
      ]);
      pdf.GlobalWorkerOptions.workerSrc = workerUrl;
      return pdf.getDocument({
        data,
        isEvalSupported: false,
        cMapUrl: '/assets/cmaps/',
        cMapPacked: true,
        standardFontDataUrl: '/assets/standard_fonts/',
      }).promise;
    },
    [uri, inline],
  );
  useEffect(() => () => void loaded.data?.cleanup(), [loaded.data]);
  if (loaded.busy) {
    return <Notice text="viewer.loading" />;
  }
  return loaded.data ? (
    <div className="document document-pages" tabIndex={0}>
      {Array.from({ length: loaded.data.numPages }, (_, at) => (
        <Sheet key={at} file={loaded.data!} number={at + 1} />
      ))}
    </div>
  ) : (
    <Notice text="viewer.pdf.failed" alert />
  );
}

function Sheet({ file, number }: { file: PDFDocumentProxy; number: number }) {
  const { t } = useSpeech();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let stop = () => {};
    file
      .getPage(number)
      .then((page) => {
        const width = Math.min(1000, canvas.current?.parentElement?.clientWidth ?? 800) * window.devicePixelRatio;
        const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
        const target = canvas.current!;
        target.width = viewport.width;
        target.height = viewport.height;
        const task = page.render({ canvas: target, viewport });
        stop = () => task.cancel();
        return task.promise;
      })
      .catch((error: Error) => error.name !== 'RenderingCancelledException' && setFailed(true));
    return () => stop();
  }, [file, number]);
  return failed ? <p className="dim">{t('viewer.pdf.failed')}</p> : <canvas ref={canvas} aria-label={`${number}`} />;
}
