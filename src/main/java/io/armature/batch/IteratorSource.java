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

import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes inputs from an iterator when they are asked for, and counts them. Confined to one thread. */
final class IteratorSource<E> implements Source {

    private final Iterator<? extends E> items;

    private final Function<E, WorkItem> inputs;

    private long taken;

    private boolean stopped;

    IteratorSource(Iterator<? extends E> items, Function<E, WorkItem> inputs) {
        this.items = items;
        this.inputs = inputs;
    }

    long taken() {
        return taken;
    }

    @Override
    public @Nullable Input poll() {
        if (isExhausted()) {
            return null;
        }
        taken++;
        return inputs.apply(items.next());
    }

    @Override
    public boolean isExhausted() {
        return stopped || !items.hasNext();
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
