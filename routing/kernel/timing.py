"""What one route costs in time and money, looked at in full, compiled.

A technician leaves as late as makes nobody later: of what the earliest schedule waits, as much is spent at home as the windows
and promises after it allow (forward time slack, Savelsbergh 1992, doi:10.1287/ijoc.4.2.146). With breaks there is a
schedule for each number of breaks taken so far; of those that arrive, the one that is ready first goes on.
"""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import compiled, inlined
from routing.kernel.data import (
    BREAKS,
    DEAR,
    DUES,
    ENDS,
    EXTRA,
    FAIR_COST,
    FAIR_FROM,
    FROM,
    HOME,
    METRE_COST,
    MOST_METRES,
    NEVER,
    OPENS,
    OVER_COST,
    OVER_FROM,
    PLACE,
    SERVICE,
    SINGLE,
    START,
    UNTIL,
    WORK_COST,
)
from routing.kernel.pace import arrival_s, driven


@inlined
def begin(data, of, ready_s):
    """The first moment from ``ready_s`` on at which a node's work can start, and the end of that window; NEVER if there is none."""
    if data.node[of, SINGLE]:
        if ready_s > data.node[of, ENDS]:
            return np.int64(NEVER), np.int64(NEVER)
        return max(ready_s, data.node[of, OPENS]), data.node[of, ENDS]
    for w in range(data.windows.shape[1]):
        if ready_s <= data.windows[of, w, 1] and data.windows[of, w, 0] != NEVER:
            return max(ready_s, data.windows[of, w, 0]), data.windows[of, w, 1]
    return np.int64(NEVER), np.int64(NEVER)


@inlined
def begin_by(data, of, start_s):
    """The latest arrival from which a node's work starts by ``start_s``; -1 if there is none."""
    if data.node[of, SINGLE]:
        return min(start_s, data.node[of, ENDS]) if start_s >= data.node[of, OPENS] else np.int64(-1)
    found = np.int64(-1)
    for w in range(data.windows.shape[1]):
        if data.windows[of, w, 0] == NEVER or data.windows[of, w, 0] > start_s:
            break
        found = min(start_s, data.windows[of, w, 1])
    return found


@inlined
def extra(data, v, lasts_s, back_s):
    """What overtime and more than a fair share cost."""
    vehicle = data.vehicle
    return (
        max(np.int64(0), back_s - vehicle[v, OVER_FROM]) * vehicle[v, OVER_COST]
        + max(np.int64(0), lasts_s - vehicle[v, FAIR_FROM]) * vehicle[v, FAIR_COST]
    )


@compiled
def full_cost(data, v, order, size):
    """What the nodes ``order[:size]`` cost on vehicle ``v``, without prices; DEAR if their times can't be kept. Goods and load aren't
    looked at."""
    if size == 0:
        return np.int64(0)
    metres = np.int64(0)
    place = data.vehicle[v, START]
    for i in range(size + 1):
        there = data.vehicle[v, HOME] if i == size else data.node[order[i], PLACE]
        if data.way[place, there, 0] >= NEVER:
            return np.int64(DEAR)
        metres += data.way[place, there, 1]
        place = there
    if metres > data.vehicle[v, MOST_METRES]:
        return np.int64(DEAR)
    paid = _paid_with_breaks(data, v, order, size) if data.vehicle[v, BREAKS] else _paid(data, v, order, size)
    return min(np.int64(DEAR), paid + metres * data.vehicle[v, METRE_COST])


@compiled
def _broken(data, of, start_s, until_s):
    """What starting then costs in broken promises, and how long the start may be put off without costing more."""
    cost = np.int64(0)
    for k in range(data.dues.shape[1]):
        over_s = start_s - data.dues[of, k, 0]
        if over_s > 0:
            cost += data.dues[of, k, 1] + over_s * data.dues[of, k, 2]
            if data.dues[of, k, 2]:
                until_s = start_s
        else:
            until_s = min(until_s, data.dues[of, k, 0])
    return cost, until_s


@compiled
def _paid(data, v, order, size):
    """Work and lateness, without breaks."""
    leave_s = data.vehicle[v, FROM]
    now_s, waited_s, slack_s, late = leave_s, np.int64(0), np.int64(NEVER), np.int64(0)
    place = data.vehicle[v, START]
    for i in range(size):
        of = order[i]
        there = data.node[of, PLACE]
        arrive_s = arrival_s(data, now_s, data.way[place, there, 0])
        start_s, until_s = begin(data, of, arrive_s)
        if start_s == NEVER:
            return np.int64(DEAR)
        waited_s += start_s - arrive_s
        if data.node[of, DUES]:
            cost, until_s = _broken(data, of, start_s, until_s)
            late += cost
        slack_s = min(slack_s, waited_s + until_s - start_s)
        now_s = start_s + data.node[of, SERVICE]
        place = there
    back_s = arrival_s(data, now_s, data.way[place, data.vehicle[v, HOME], 0])
    if back_s > data.vehicle[v, UNTIL]:
        return np.int64(DEAR)
    lasts_s = back_s - leave_s - min(slack_s, waited_s)
    return (
        late + lasts_s * data.vehicle[v, WORK_COST] + (extra(data, v, lasts_s, back_s) if data.vehicle[v, EXTRA] else 0)
    )


@compiled
def _paid_with_breaks(data, v, order, size):
    """The same with breaks, of which none, the first, the first two … are taken before leaving."""
    best = np.int64(DEAR)
    leave_s = data.vehicle[v, FROM]
    for rested in range(data.vehicle[v, BREAKS] + 1):
        if rested:
            leave_s = max(leave_s, data.breaks[v, rested - 1, 0] + data.breaks[v, rested - 1, 2])
        if leave_s > data.vehicle[v, UNTIL]:
            break
        best = min(best, _paid_after(data, v, order, size, rested, leave_s))
    return best


@compiled
def _paid_after(data, v, order, size, rested, leave_s):
    """With a state for each number of breaks taken: when ready, waited, slack, lateness."""
    count, state = data.vehicle[v, BREAKS], data.state
    for k in range(state.shape[0]):
        state[k, 0], state[k, 1], state[k, 2], state[k, 3] = NEVER, 0, NEVER, 0
    state[rested, 0] = leave_s
    place = data.vehicle[v, START]
    for i in range(size + 1):
        there = data.vehicle[v, HOME] if i == size else data.node[order[i], PLACE]
        _drive(data, v, data.way[place, there, 0], state)
        place = there
        if i < size and not _serve(data, order[i], state, count):
            return np.int64(DEAR)
    best = np.int64(DEAR)
    for k in range(count + 1):
        back_s = state[k, 0]
        if back_s >= NEVER or back_s > data.vehicle[v, UNTIL] or (k < count and back_s > data.breaks[v, k, 1]):
            continue  # the next break must still be possible at home
        lasts_s = back_s - leave_s - min(state[k, 2], state[k, 1])
        paid = state[k, 3] + lasts_s * data.vehicle[v, WORK_COST] + extra(data, v, lasts_s, back_s)
        best = min(best, paid)
    return best


@compiled
def _serve(data, of, state, count):
    """Work at a node in each state; whether any of them is left."""
    some = False
    for k in range(count + 1):
        if state[k, 0] >= NEVER:
            continue
        start_s, until_s = begin(data, of, state[k, 0])
        if start_s == NEVER:
            state[k, 0] = NEVER
            continue
        some = True
        state[k, 1] += start_s - state[k, 0]
        if data.node[of, DUES]:
            cost, until_s = _broken(data, of, start_s, until_s)
            state[k, 3] += cost
        state[k, 2] = min(state[k, 2], state[k, 1] + until_s - start_s)
        state[k, 0] = start_s + data.node[of, SERVICE]
    return some


@compiled
def _drive(data, v, travel_s, state):
    """On with each state, with the breaks that may be taken on this drive. A break keeps its window when leaving later."""
    count = data.vehicle[v, BREAKS]
    for k in range(count, -1, -1):
        if state[k, 0] >= NEVER:
            continue
        at_s, left_s, wait_s, free_s = state[k, 0], travel_s, state[k, 1], state[k, 2]
        for b in range(k, count):
            begin_s = max(at_s, data.breaks[v, b, 0])
            if begin_s > data.breaks[v, b, 1]:
                break
            drives_s = driven(data, at_s, begin_s, left_s)
            wait_s += max(np.int64(0), begin_s - arrival_s(data, at_s, left_s))
            left_s -= drives_s
            free_s = min(free_s, wait_s + data.breaks[v, b, 1] - begin_s)
            at_s = begin_s + data.breaks[v, b, 2]
            there_s = arrival_s(data, at_s, left_s)
            if there_s < state[b + 1, 0]:
                state[b + 1, 0], state[b + 1, 1], state[b + 1, 2], state[b + 1, 3] = (
                    there_s,
                    wait_s,
                    free_s,
                    state[k, 3],
                )
        state[k, 0] = arrival_s(data, state[k, 0], travel_s)
