import { describe, expect, test } from 'vitest';
import { BIG_STEP, CENTRE, moved, STEP } from '../../web/app/pad/cursor';
import { type Point, SIDE, WIDE } from '../../web/state/drawing';
import { easedWidth, nominalWidth, pressureFromSpeed } from '../../web/state/pen';

const point = (pressure: number, x = 0, t = 0): Point => ({ x, y: 0, t, pressure });

describe('the width of the line', () => {
  test('grows with pressure', () => {
    expect(nominalWidth(point(1))).toBeGreaterThan(nominalWidth(point(0.5)));
    expect(nominalWidth(point(0))).toBeGreaterThan(0);
  });

  test('follows a jump of pressure without a step, and arrives', () => {
    let width = nominalWidth(point(0));
    const steps = Array.from({ length: 40 }, () => (width = easedWidth(width, point(1))));
    steps.forEach((w, i) => expect(w).toBeGreaterThan(steps[i - 1] ?? 0));
    expect(steps[0] - nominalWidth(point(0))).toBeLessThan(
      0.31 * (nominalWidth(point(1)) - nominalWidth(point(0))),
    );
    expect(width).toBeCloseTo(nominalWidth(point(1)), 3);
  });
});

describe('pressure where the device feels none', () => {
  test('starts as a mouse reports it', () => expect(pressureFromSpeed(undefined, 5, 5, 5)).toBe(0.5));

  test('is lighter for a quick hand, within bounds, also between events of one instant', () => {
    const from = point(0.5);
    expect(pressureFromSpeed(from, 10, 0, 10)).toBeGreaterThan(pressureFromSpeed(from, 20, 0, 10));
    expect(pressureFromSpeed(from, 900, 0, 0)).toBe(0.3);
  });
});

describe('the pen moved by keys', () => {
  test('steps in eight directions', () => {
    expect(moved(CENTRE, 'ArrowLeft', false, SIDE)).toEqual({ x: 500 - STEP, y: 500 });
    expect(moved(CENTRE, 'ArrowDown', true, SIDE)).toEqual({ x: 500, y: 500 + BIG_STEP });
    expect(moved(CENTRE, 'PageUp', false, SIDE)).toEqual({ x: 500 + STEP, y: 500 - STEP });
    expect(moved(CENTRE, 'Home', false, SIDE)).toEqual({ x: 500 - STEP, y: 500 - STEP });
  });

  test('stays on the pad', () => {
    expect(moved({ x: 990, y: 3 }, 'PageUp', true, SIDE)).toEqual({ x: 1000, y: 0 });
    expect(moved({ x: 1990, y: 3 }, 'PageUp', true, WIDE)).toEqual({ x: 2000, y: 0 });
  });

  test('other keys do not move it', () => {
    expect(moved(CENTRE, 'a', false, SIDE)).toBeNull();
    expect(moved(CENTRE, ' ', false, SIDE)).toBeNull();
  });
});
