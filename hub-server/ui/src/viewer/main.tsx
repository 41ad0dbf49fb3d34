import { createRoot } from 'react-dom/client';
import { SpeechProvider } from '../shared/i18n';
import { ViewerApp } from './ViewerApp';
import './viewer.css';

createRoot(document.getElementById('root')!).render(
  <SpeechProvider>
    <ViewerApp />
  </SpeechProvider>,
);
