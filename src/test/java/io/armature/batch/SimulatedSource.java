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

import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Inputs that are made when they are asked for, and that are there from a time on. */
final class SimulatedSource implements Source {

    private final SimulatedDynamoDb db;

    private final int count;

    private final IntFunction<Input> inputs;

    private final IntToLongFunction times;

    private int next;

    private boolean stopped;

    /**
     * Creates the source.
     *
     * @param db whose time it is
     * @param count number of inputs
     * @param inputs the input of each position
     * @param times when the input of each position is there, in nanoseconds
     */
    SimulatedSource(SimulatedDynamoDb db, int count, IntFunction<Input> inputs, IntToLongFunction times) {
        this.db = db;
        this.count = count;
        this.inputs = inputs;
        this.times = times;
        db.newsAt(() ->
                isExhausted() || times.applyAsLong(next) <= db.nanoTime() ? Long.MAX_VALUE : times.applyAsLong(next));
    }

    /** A source that always has more until its end. */
    static SimulatedSource of(SimulatedDynamoDb db, int count, IntFunction<Input> inputs) {
        return new SimulatedSource(db, count, inputs, position -> 0);
    }

    @Override
    public @Nullable Input poll() {
        if (isExhausted() || times.applyAsLong(next) > db.nanoTime()) {
            return null;
        }
        return inputs.apply(next++);
    }

    @Override
    public boolean isExhausted() {
        return stopped || next >= count;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    int taken() {
        return next;
    }
}
