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
package io.armature.repository;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Counts what becomes of the writes of versioned items, by repository and method, from the start of the application on. Safe
 * for use by concurrent threads; counting takes no lock.
 */
public final class UpdateStatistics {

    private final Map<Method, Map<Event, LongAdder>> counts = new ConcurrentHashMap<>();

    private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

    /** Creates the statistics, with nothing counted. */
    public UpdateStatistics() {}

    /**
     * Tells a listener of every method that writes, when it does so for the first time.
     *
     * @param listener takes the simple name of the repository and the name of the method; it may be told of one twice
     */
    public void onMethod(BiConsumer<String, String> listener) {
        listeners.add(listener);
        counts.keySet().forEach(method -> listener.accept(method.repository(), method.name()));
    }

    /**
     * Returns how often an event happened.
     *
     * @param repository simple name of the repository
     * @param method name of the method
     * @param event the event
     * @return the number
     */
    public long of(String repository, String method, Event event) {
        Map<Event, LongAdder> adders = counts.get(new Method(repository, method));
        LongAdder adder = adders == null ? null : adders.get(event);
        return adder == null ? 0 : adder.sum();
    }

    void count(String repository, String method, Event event) {
        Method key = new Method(repository, method);
        Map<Event, LongAdder> adders = counts.get(key);
        if (adders == null) {
            Map<Event, LongAdder> added = zeros();
            adders = counts.putIfAbsent(key, added);
            if (adders == null) {
                adders = added;
                listeners.forEach(listener -> listener.accept(repository, method));
            }
        }
        LongAdder adder = adders.get(event);
        if (adder != null) {
            adder.increment();
        }
    }

    private static Map<Event, LongAdder> zeros() {
        Map<Event, LongAdder> adders = new EnumMap<>(Event.class);
        for (Event event : Event.values()) {
            adders.put(event, new LongAdder());
        }
        return adders;
    }

    private record Method(String repository, String name) {}

    /** What is counted. */
    public enum Event {
        /** A write was sent. Those that the SDK sends again by itself count once. */
        ATTEMPT,
        /** A write took place. */
        SUCCESS,
        /** Somebody else came first. */
        CONFLICT,
        /** Nobody can tell whether a write took place. */
        UNKNOWN
    }
}
