'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { OVERLAY } from './control';

export const useToast = Toast.useToastManager;

/** Holds short messages on what was just done; they are announced, and leave by themselves. */
export function ToastArea({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-16 z-50 flex w-[min(360px,calc(100vw-32px))] flex-col gap-2 tablet:bottom-4 print:hidden">
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Messages() {
  return Toast.useToastManager().toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={OVERLAY}>
      <Toast.Content className="flex items-start gap-3 px-3.5 py-2.5">
        <div className="min-w-0 grow">
          <Toast.Title className="font-[560]" />
          <Toast.Description className="text-ink-2" />
        </div>
        <Toast.Close aria-label="Close" className="p-0.5 text-ink-2 hover:text-ink">
          <X size={13} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
