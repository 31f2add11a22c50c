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
package io.armature.autoconfigure;

import io.armature.encryption.DataKeys;
import org.springframework.context.SmartLifecycle;

/** Forgets data keys when the context stops, so that a checkpoint (CRaC, SnapStart) of the process holds none. */
final class DataKeysLifecycle implements SmartLifecycle {

    private final DataKeys keys;

    private volatile boolean running;

    DataKeysLifecycle(DataKeys keys) {
        this.keys = keys;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Comes after what may still write: lifecycles stop in the reverse order of their phases. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void stop() {
        keys.flush();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
