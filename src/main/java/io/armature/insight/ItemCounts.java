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

/** Sizes of the measured items of an access pattern, and where they stand to the steps in which DynamoDB counts units. */
final class ItemCounts {

    private static final long READ_STEP = 4_096;

    private static final long WRITE_STEP = 1_024;

    /** An item this little above a step can be made to fit: a tenth of a step. */
    private static final int LITTLE = 10;

    long measured;

    long bytes;

    long encryptionBytes;

    long aboveStep;

    long aboveStepByEncryption;

    long stepUnits;

    /** Units that the items above a step would not take below it. */
    long avoidableUnits;

    long stepBytes;

    void add(ItemSample item, boolean write) {
        long step = write ? WRITE_STEP : READ_STEP;
        long units = units(item.bytes(), step);
        long plainUnits = units(item.bytes() - item.encryptionBytes(), step);
        measured++;
        bytes += item.bytes();
        encryptionBytes += item.encryptionBytes();
        stepUnits += units;
        stepBytes = step;
        boolean little = units > 1 && item.bytes() - (units - 1) * step <= step / LITTLE;
        if (plainUnits < units) {
            aboveStepByEncryption++;
        }
        if (plainUnits < units || little) {
            aboveStep++;
            avoidableUnits += units - Math.min(plainUnits, units - 1);
        }
    }

    void add(ItemCounts other) {
        measured += other.measured;
        bytes += other.bytes;
        encryptionBytes += other.encryptionBytes;
        aboveStep += other.aboveStep;
        aboveStepByEncryption += other.aboveStepByEncryption;
        stepUnits += other.stepUnits;
        avoidableUnits += other.avoidableUnits;
        stepBytes = Math.max(stepBytes, other.stepBytes);
    }

    double meanBytes() {
        return measured == 0 ? 0 : (double) bytes / measured;
    }

    double encryptionShare() {
        return bytes == 0 ? 0 : (double) encryptionBytes / bytes;
    }

    private static long units(long bytes, long step) {
        return Math.max(1, (bytes + step - 1) / step);
    }
}
