import { useSignal } from '@preact/signals';

/** For a text field that is taken when it is left: what is typed stays meanwhile, whatever comes from elsewhere. */
export function useTyped(value: string) {
  const typed = useSignal<string | null>(null);
  return {
    value: typed.value ?? value,
    onInput({ currentTarget }: { readonly currentTarget: HTMLInputElement }) {
      typed.value = currentTarget.value;
    },
    onBlur() {
      typed.value = null;
    },
  };
}
