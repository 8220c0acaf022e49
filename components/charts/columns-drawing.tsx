'use client';

import { useId } from 'react';
import {
  Bar,
  BarChart,
  type BarShapeProps,
  CartesianGrid,
  ReferenceLine,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartCell } from './chart-table';
import { axisWidth, MARGIN, TICK, Tip, type TipLine, tickText } from './drawing-parts';
import type { Column, ColumnsModel } from './prepare-columns';
import { LookPattern } from './swatch';

/** Draws what `prepareColumns` decided, and nothing of its own. */
export function ColumnsDrawing({ model, height }: { model: ColumnsModel; height: number }) {
  const { axis, series, columns, title, unit } = model;
  const id = useId();
  const data = columns.map(({ month, amounts, outline }) => ({ month, ...amounts, outline }));
  const labels = new Map(columns.map(({ month, label }) => [month, label]));
  return (
    <BarChart
      data={data}
      responsive
      style={{ width: '100%', height }}
      margin={MARGIN}
      stackOffset="sign"
      barCategoryGap="28%"
      title={`${title}: ${unit}. The arrow keys go from month to month.`}
    >
      <defs>
        {series.map(({ key, look }) => (
          <LookPattern key={key} id={`${id}${key}`} look={look} />
        ))}
      </defs>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis
        dataKey="month"
        tickFormatter={(month: string) => labels.get(month) ?? month}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: 'var(--rule-2)' }}
        minTickGap={3}
        height={24}
      />
      <YAxis
        domain={[axis.min, axis.max]}
        ticks={axis.ticks.map(({ at }) => at)}
        tickFormatter={tickText(axis)}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        width={axisWidth(axis)}
      />
      {axis.min < 0 && <ReferenceLine y={0} stroke="var(--rule-ink)" />}
      <Gaps columns={columns} />
      {series.map(({ key, label, look }) => (
        <Bar
          key={key}
          dataKey={key}
          name={label}
          stackId="cost"
          isAnimationActive={false}
          shape={(shape: BarShapeProps) => (
            <Segment
              shape={shape}
              fill={`url(#${id}${key})`}
              stroke={look.colour}
              pale={columns[shape.originalDataIndex]?.state === 'estimated'}
            />
          )}
        />
      ))}
      <Bar
        dataKey="outline"
        name="Forecast"
        stackId="cost"
        isAnimationActive={false}
        shape={(shape: BarShapeProps) => <Segment shape={shape} fill="none" stroke="var(--ink-3)" pale />}
      />
      <Whiskers columns={columns} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--hover)', opacity: 0.6 }}
        content={({ active, label }) => (active ? <ColumnTip model={model} month={String(label)} /> : null)}
      />
    </BarChart>
  );
}

type SegmentProps = { shape: BarShapeProps; fill: string; stroke: string; pale: boolean };

/** A part of a column; pale and dotted when it is not final. */
function Segment({ shape: { x, y, width, height }, fill, stroke, pale }: SegmentProps) {
  const box = { x, y: Math.min(y, y + height), width, height: Math.abs(height) };
  if (!(box.height > 0)) return null;
  if (!pale) return <rect {...box} fill={fill} stroke="var(--surface)" strokeWidth={0.75} />;
  return (
    <g>
      <rect {...box} fill={fill} fillOpacity={0.42} />
      <rect
        {...{ ...box, x: box.x + 0.5, width: Math.max(0, box.width - 1) }}
        fill="none"
        stroke={stroke}
        strokeDasharray="3 2"
      />
    </g>
  );
}

/** A month that is not in the books: a pale band that says so, where a column would stand. */
function Gaps({ columns }: { columns: readonly Column[] }) {
  const place = useXAxisScale();
  const plot = usePlotArea();
  if (!place || !plot) return null;
  return columns
    .filter(({ state }) => state === 'missing')
    .map(({ month }) => {
      const [from, to] = [place(month, { position: 'start' }), place(month, { position: 'end' })];
      if (from === undefined || to === undefined) return null;
      const middle = (from + to) / 2;
      return (
        <g key={month}>
          <rect x={from} y={plot.y} width={to - from} height={plot.height} fill="var(--hover)" />
          <text
            x={middle}
            y={plot.y + plot.height - 8}
            transform={`rotate(-90 ${middle} ${plot.y + plot.height - 8})`}
            dominantBaseline="central"
            {...TICK}
          >
            not in the books
          </text>
        </g>
      );
    });
}

/** The band of a forecast. */
function Whiskers({ columns }: { columns: readonly Column[] }) {
  const place = useXAxisScale();
  const level = useYAxisScale();
  if (!place || !level) return null;
  return columns.map(({ month, band }) => {
    const x = place(month, { position: 'middle' });
    const [low, high] = [level(band?.low), level(band?.high)];
    if (!band || x === undefined || low === undefined || high === undefined) return null;
    return (
      <path
        key={month}
        d={`M${x - 4} ${high}h8M${x} ${high}V${low}M${x - 4} ${low}h8`}
        stroke="var(--ink-2)"
        fill="none"
      />
    );
  });
}

function ColumnTip({ model, month }: { model: ColumnsModel; month: string }) {
  const at = model.columns.findIndex((column) => column.month === month);
  const column = model.columns[at];
  if (!column) return null;
  const cells = model.table.rows[at] ?? [];
  const figureOf = (cell: ChartCell | undefined) => (cell?.kind === 'amount' ? cell.figure : null);
  // The first two cells are the month and its state; what follows is in the order of the series, then the total.
  const lines = model.series.flatMap(({ label, look }, index): TipLine[] => {
    const figure = figureOf(cells[index + 2]);
    return figure ? [{ label, figure, look }] : [];
  });
  const extra = model.table.head.slice(model.series.length + 2).flatMap(({ label }, index): TipLine[] => {
    const figure = figureOf(cells[model.series.length + 2 + index]);
    return figure ? [{ label, figure, total: label === 'Total' }] : [];
  });
  return (
    <Tip
      title={column.title}
      note={column.state === 'final' ? '' : column.state === 'estimated' ? 'estimated' : 'not in the books'}
      lines={column.state === 'missing' ? [] : [...lines.reverse(), ...extra]}
    />
  );
}
