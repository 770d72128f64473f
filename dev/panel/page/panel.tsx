import { render } from 'preact';
import { Page } from './Page';
import { store } from './PanelStore';
import { language, texts } from './texts';

document.documentElement.lang = language.replace('_', '-');
document.title = texts.title;
render(<Page />, document.body);
store.connect();
