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
package io.armature.encryption;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs calls at once, or keeps them in the air until they may land. For one thread. */
final class HeldCalls implements Executor {

    private final Queue<Runnable> inTheAir = new ArrayDeque<>();

    private boolean holding;

    /** Keeps all further calls in the air. */
    void hold() {
        holding = true;
    }

    /** Lets those in the air land, and all further ones at once; returns how many there were. */
    int land() {
        holding = false;
        int landed = 0;
        for (Runnable call = inTheAir.poll(); call != null; call = inTheAir.poll()) {
            call.run();
            landed++;
        }
        return landed;
    }

    @Override
    public void execute(Runnable call) {
        if (holding) {
            inTheAir.add(call);
        } else {
            call.run();
        }
    }
}
