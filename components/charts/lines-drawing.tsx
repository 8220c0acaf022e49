'use client';

import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { axisWidth, MARGIN, TICK, Tip, type TipLine, tickText } from './drawing-parts';
import type { LinesModel } from './prepare-lines';

/** Draws what `prepareLines` decided: certain lines, dotted ones, and the band beneath them. */
export function LinesDrawing({ model, height }: { model: LinesModel; height: number }) {
  const { axis, series, points, title, unit } = model;
  const data = points.map(({ key, band, certain, dotted }) => ({ key, band, certain, dotted }));
  const labels = new Map(points.map(({ key, label }) => [key, label]));
  return (
    <ComposedChart
      data={data}
      responsive
      style={{ width: '100%', height }}
      margin={MARGIN}
      title={`${title}: ${unit}. The arrow keys go from point to point.`}
    >
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis
        dataKey="key"
        tickFormatter={(key: string) => labels.get(key) ?? key}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: 'var(--rule-2)' }}
        minTickGap={12}
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
      {model.band !== null && (
        <Area
          dataKey="band"
          stroke="none"
          fill="var(--ink-3)"
          fillOpacity={0.16}
          activeDot={false}
          isAnimationActive={false}
        />
      )}
      {series.flatMap(({ key, look, dotted }) =>
        (dotted ? (['certain', 'dotted'] as const) : (['certain'] as const)).map((part) => (
          <Line
            key={`${key} ${part}`}
            dataKey={(point: (typeof data)[number]) => point[part][key]}
            stroke={look.colour}
            strokeWidth={1.75}
            {...(part === 'dotted' ? { strokeDasharray: '2 4', strokeLinecap: 'round' as const } : {})}
            connectNulls={false}
            isAnimationActive={false}
            activeDot={{ r: 3, stroke: 'var(--surface)' }}
            dot={({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) =>
              points[index ?? -1]?.alone[key] && cx !== undefined && cy !== undefined ? (
                <circle key={index} cx={cx} cy={cy} r={2.25} fill={look.colour} />
              ) : (
                <g key={index} />
              )
            }
          />
        )),
      )}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--rule-2)' }}
        content={({ active, label }) => (active ? <PointTip model={model} place={String(label)} /> : null)}
      />
    </ComposedChart>
  );
}

function PointTip({ model, place }: { model: LinesModel; place: string }) {
  const at = model.points.findIndex(({ key }) => key === place);
  const point = model.points[at];
  if (!point) return null;
  const lines = (model.table.rows[at] ?? []).flatMap((cell, index): TipLine[] => {
    const label = model.table.head[index]?.label ?? '';
    const look = model.series[index - 1]?.look;
    return cell.kind === 'amount' ? [{ label, figure: cell.figure, ...(look ? { look } : {}) }] : [];
  });
  return <Tip title={point.title} note="" lines={lines} />;
}
