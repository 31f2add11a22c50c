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

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Counts what encryption does, from the start of the application on. Safe for use by concurrent threads; counting takes no
 * lock.
 */
public final class EncryptionStatistics {

    private final Map<Event, LongAdder> events = new EnumMap<>(Event.class);

    private final Map<DecryptionException.Reason, LongAdder> refusals = new EnumMap<>(DecryptionException.Reason.class);

    private final Map<Location, LongAdder> plaintextReads = new ConcurrentHashMap<>();

    private final List<BiConsumer<String, String>> plaintextListeners = new CopyOnWriteArrayList<>();

    /** Creates the counters, all at 0. */
    public EncryptionStatistics() {
        for (Event event : Event.values()) {
            events.put(event, new LongAdder());
        }
        for (DecryptionException.Reason reason : DecryptionException.Reason.values()) {
            refusals.put(reason, new LongAdder());
        }
    }

    /**
     * Counts an event.
     *
     * @param event what happened
     */
    public void count(Event event) {
        count(event, 1);
    }

    void count(Event event, long times) {
        LongAdder adder = events.get(event);
        if (adder != null) {
            adder.add(times);
        }
    }

    void countRefusal(DecryptionException.Reason reason) {
        LongAdder adder = refusals.get(reason);
        if (adder != null) {
            adder.increment();
        }
    }

    void countPlaintextRead(Location where) {
        LongAdder known = plaintextReads.get(where);
        if (known == null) {
            LongAdder added = new LongAdder();
            known = plaintextReads.putIfAbsent(where, added);
            if (known == null) {
                known = added;
                plaintextListeners.forEach(listener -> listener.accept(where.table(), where.attribute()));
            }
        }
        known.increment();
    }

    /**
     * Tells a listener of every attribute from which plaintext is read, when that happens for the first time.
     *
     * @param listener takes the logical table name and the attribute; it may be told of one twice
     */
    public void onPlaintextRead(BiConsumer<String, String> listener) {
        plaintextListeners.add(listener);
        plaintextReads.keySet().forEach(where -> listener.accept(where.table(), where.attribute()));
    }

    /**
     * Returns how often plaintext was read from an attribute.
     *
     * @param table logical name of the table
     * @param attribute name of the attribute
     * @return the number
     */
    public long plaintextReads(String table, String attribute) {
        LongAdder adder = plaintextReads.get(new Location(table, attribute));
        return adder == null ? 0 : adder.sum();
    }

    /**
     * Returns how often an event happened.
     *
     * @param event the event
     * @return the number
     */
    public long of(Event event) {
        LongAdder adder = events.get(event);
        return adder == null ? 0 : adder.sum();
    }

    /**
     * Returns how often a value was not returned for a reason.
     *
     * @param reason the reason
     * @return the number
     */
    public long refusals(DecryptionException.Reason reason) {
        LongAdder adder = refusals.get(reason);
        return adder == null ? 0 : adder.sum();
    }

    /** What is counted. */
    public enum Event {
        /** A value was encrypted. */
        ENCRYPTED,
        /** A value was decrypted. */
        DECRYPTED,
        /** The provider was asked for a new data key and gave one. */
        KEY_GENERATED,
        /** The provider was asked for a new data key and failed. */
        KEY_GENERATION_FAILED,
        /** The provider was asked to unwrap a data key and did. */
        KEY_UNWRAPPED,
        /** The provider was asked to unwrap a data key and failed, or refused its record. */
        KEY_UNWRAPPING_FAILED,
        /** A key for encrypting was at hand. */
        ENCRYPTION_KEY_HIT,
        /** A key for encrypting was not at hand. */
        ENCRYPTION_KEY_MISS,
        /** A key for decrypting was at hand. */
        DECRYPTION_KEY_HIT,
        /** A key for decrypting was not at hand. */
        DECRYPTION_KEY_MISS,
        /** A key past its age went on encrypting because the provider was away. */
        USED_IN_GRACE,
        /** A call was refused before it left, or its answer before it was returned. */
        CALL_REFUSED
    }
}
