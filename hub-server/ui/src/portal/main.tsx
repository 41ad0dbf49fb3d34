import { createRoot } from 'react-dom/client';
import { SpeechProvider } from '../shared/i18n';
import { App } from './App';
import './portal.css';

createRoot(document.getElementById('root')!).render(
  <SpeechProvider>
    <App />
  </SpeechProvider>,
);
