/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An item's way through a job. Confined to the thread of the {@link BatchLoop}. */
final class Work {

    private final ItemKey key;

    private final Lane lane;

    private WorkItem item;

    /** Those whose place the present item took; they share its fate. */
    private @Nullable List<WorkItem> replaced;

    /** What comes next for the same key, in its order. */
    private @Nullable ArrayDeque<Work> successors;

    private int attempts;

    private int unprocessed;

    private boolean alone;

    private boolean sent;

    private boolean doubtful;

    Work(WorkItem item, ItemKey key, Lane lane) {
        this.item = item;
        this.key = key;
        this.lane = lane;
        this.alone = item.operation().single();
    }

    WorkItem item() {
        return item;
    }

    ItemKey key() {
        return key;
    }

    Lane lane() {
        return lane;
    }

    int attempts() {
        return attempts;
    }

    /** Tells whether it goes in a request of its own, whose error is about nothing else. */
    boolean alone() {
        return alone;
    }

    void goAlone() {
        alone = true;
    }

    /** Takes note that it is on its way, for good as far as its place is concerned. */
    void send() {
        sent = true;
        attempts++;
    }

    /** Takes note that it came back unprocessed; the second time its reason is asked for. */
    void leftUnprocessed() {
        if (++unprocessed >= 2) {
            alone = true;
        }
    }

    /** Takes note that the reason is known, so that asking for it by a request of its own is of no more use for now. */
    void reasonTold() {
        unprocessed = 0;
        alone = item.operation().single();
    }

    /** Takes note of a failed attempt that may have been carried out nevertheless. */
    void doubt(boolean mayHaveBeenApplied) {
        doubtful |= mayHaveBeenApplied;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /** Takes back an attempt that never was one. */
    void neverSent() {
        attempts--;
    }

    /** Puts a later write in the place of this one if that is still possible. */
    boolean replace(WorkItem later) {
        if (sent || !item.operation().replaceable() || !later.operation().replaceable()) {
            return false;
        }
        if (replaced == null) {
            replaced = new ArrayList<>(1);
        }
        replaced.add(item);
        item = later;
        return true;
    }

    boolean isSent() {
        return sent;
    }

    void follow(Work successor) {
        if (successors == null) {
            successors = new ArrayDeque<>(2);
        }
        successors.add(successor);
    }

    /** Returns the last that waits for the same key, or this one. */
    Work last() {
        return successors == null || successors.isEmpty() ? this : successors.getLast();
    }

    /** Hands over to the next of the same key, {@code null} if there is none. */
    @Nullable
    Work handOver() {
        if (successors == null || successors.isEmpty()) {
            return null;
        }
        Work next = successors.remove();
        next.successors = successors;
        return next;
    }

    /** Passes on those whose place the item took, and it as the last: who writes failures again must end with the newest. */
    void forEachItem(Consumer<WorkItem> action) {
        if (replaced != null) {
            replaced.forEach(action);
        }
        action.accept(item);
    }
}
