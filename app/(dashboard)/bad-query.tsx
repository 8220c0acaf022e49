import { ErrorState } from '@/components/ui/error-state';
import { LinkButton } from '@/components/ui/link-button';

type Props = { errors: readonly { readonly field: string; readonly message: string }[]; path: string };

/** An address that does not say what it means: each fault by name, and a way on. */
export function BadQuery({ errors, path }: Props) {
  return (
    <ErrorState title="The address is not right" action={<LinkButton href={path}>Start afresh</LinkButton>}>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <code className="font-mono text-ink text-s">{field}</code> {message}
          </li>
        ))}
      </ul>
    </ErrorState>
  );
}
