/**
 * The columns of the account tree: name, id, own, total, change, share. A narrow screen drops the share and the own cost,
 * a phone puts the id beneath the name and the change beneath the total.
 */
export const TREE_COLUMNS =
  'grid items-center grid-cols-[minmax(0,1fr)_auto] tablet:grid-cols-[minmax(0,1fr)_112px_118px_84px] desk:grid-cols-[minmax(0,1fr)_112px_124px_130px_92px] wide:grid-cols-[minmax(0,1fr)_118px_130px_136px_92px_170px]';

export const ID_CELL = 'hidden tablet:block text-right';
export const OWN_CELL = 'hidden desk:block text-right';
export const TOTAL_CELL = 'text-right';
export const CHANGE_CELL = 'hidden tablet:block text-right';
export const SHARE_CELL = 'hidden wide:flex items-center justify-end';
