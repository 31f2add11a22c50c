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
package io.armature.insight;

import java.time.Duration;
import org.springframework.util.Assert;

/**
 * What is kept of keys.
 *
 * @param bytes memory for each table and each index
 * @param window time that the shares cover; between half of it and the whole
 * @param threshold share of the traffic of a table or index from which a key is shown, from 0 to 1
 * @param adviceThreshold share from which a key is advised upon, from 0 to 1
 * @param showKeys whether keys are shown as they are; hashes otherwise
 */
public record HotKeySettings(long bytes, Duration window, double threshold, double adviceThreshold, boolean showKeys) {

    /** What a slot of the sketch takes: a hash, its count and its state. */
    private static final int BYTES_PER_SLOT = 18;

    /** Two half windows. */
    private static final int SKETCHES = 2;

    /**
     * Creates the settings.
     *
     * @param bytes 1,024 or more
     * @param window a second or more
     * @param threshold more than 0
     * @param adviceThreshold more than 0
     * @param showKeys whether keys are shown as they are
     * @throws IllegalArgumentException if a value is outside its bounds
     */
    public HotKeySettings {
        Assert.isTrue(bytes >= 1_024, "bytes must be 1,024 or more");
        Assert.isTrue(window.compareTo(Duration.ofSeconds(1)) >= 0, "window must be a second or more");
        Assert.isTrue(threshold > 0 && adviceThreshold > 0, "thresholds must be more than 0");
    }

    /**
     * Returns the defaults: 64 KB, a minute, shown from 1 %, advised upon from 10 %, hashed.
     *
     * @return the defaults
     */
    public static HotKeySettings defaults() {
        return new HotKeySettings(64 * 1_024, Duration.ofMinutes(1), 0.01, 0.1, false);
    }

    /** Returns the slots of one sketch: the largest power of two that the memory has room for. */
    int slots() {
        return (int) Math.max(8, Long.highestOneBit(Math.min(bytes / (SKETCHES * BYTES_PER_SLOT), 1 << 20)));
    }
}
