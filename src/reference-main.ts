import { showReference } from './reference-page.ts';
import { initialTheme } from './ui/page-start.ts';

document.documentElement.dataset['theme'] = initialTheme();
showReference(document.querySelector<HTMLElement>('#reference')!);
