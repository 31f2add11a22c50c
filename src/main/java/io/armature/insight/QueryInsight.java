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

import io.armature.client.TableCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls by access pattern and key, on a thread of its own.
 *
 * <p>The threads that call hand over a few numbers and go on; whoever asks for a report waits until what was handed over has been
 * counted. Safe for use by concurrent threads.
 */
public final class QueryInsight implements AutoCloseable {

    /** A hot key is to be seen within a second; ten looks a second cost next to nothing. */
    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final CallBuffer buffer;

    private final LongSupplier ticker;

    private final Patterns patterns;

    private final HotKeys hotKeys;

    private final Timeline timeline = new Timeline();

    private final TableKeyNames names;

    private final KeyHash hashes;

    private final boolean showKeys;

    private final LongAdder uncounted = new LongAdder();

    /** Held by whoever counts or shows; never by a thread that calls DynamoDB. */
    private final Object counting = new Object();

    private volatile @Nullable Thread counter;

    private volatile boolean closed;

    /**
     * Creates the insight. Nothing is counted before {@link #start()} but by whoever asks for a report.
     *
     * @param settings what is kept
     * @param catalogue the tables that the application has mapped
     */
    public QueryInsight(InsightSettings settings, TableCatalogue catalogue) {
        this(settings, catalogue, System::nanoTime, ThreadLocalRandom.current().nextLong());
    }

    QueryInsight(InsightSettings settings, TableCatalogue catalogue, LongSupplier ticker, long seed) {
        this.names = new TableKeyNames(catalogue);
        this.ticker = ticker;
        this.buffer = new CallBuffer(Runtime.getRuntime().availableProcessors(), this::wake);
        this.patterns = new Patterns(settings, names, ticker.getAsLong());
        this.hashes = new KeyHash(seed);
        this.showKeys = settings.hotKeys().showKeys();
        this.hotKeys =
                new HotKeys(settings.hotKeys(), hashes, names, settings.prices().currency());
    }

    /** Starts to count. */
    public void start() {
        Thread thread = new Thread(this::count, "armature-insight");
        thread.setDaemon(true);
        counter = thread;
        thread.start();
    }

    /** Stops to count. */
    @Override
    public void close() {
        closed = true;
        wake();
    }

    private void wake() {
        Thread thread = counter;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    private void count() {
        while (!closed) {
            countWaiting();
            LockSupport.parkNanos(this, PAUSE);
        }
    }

    private void countWaiting() {
        synchronized (counting) {
            long now = ticker.getAsLong();
            patterns.rotate(now);
            hotKeys.rotate(now);
            buffer.drainTo(call -> add(call, now));
        }
    }

    /** A call that nobody foresaw must not end the counting of all others, nor whoever asks for a report. */
    private void add(FinishedCall call, long now) {
        try {
            patterns.add(call, now);
            hotKeys.add(call, now);
            timeline.add(call, now);
        } catch (RuntimeException ex) {
            uncounted();
        }
    }

    TableKeyNames names() {
        return names;
    }

    /** Returns a key that somebody else has counted as our own keys are shown. */
    String shown(String key) {
        return showKeys ? key : KeyHash.show(hashes.of(key));
    }

    SeenEvents events(ContributorScope scope) {
        synchronized (counting) {
            countWaiting();
            return patterns.events(scope, ticker.getAsLong());
        }
    }

    void count(FinishedCall call) {
        buffer.add(call);
    }

    void uncounted() {
        uncounted.increment();
    }

    /**
     * Shows what the access patterns did and cost.
     *
     * @return the numbers and what to do
     */
    public InsightReport report() {
        synchronized (counting) {
            countWaiting();
            long now = ticker.getAsLong();
            List<PatternReport> shown = patterns.show(now);
            List<Advice> advice = new ArrayList<>();
            shown.forEach(pattern -> advice.addAll(pattern.advice()));
            advice.addAll(hotKeys.advise(now));
            advice.sort(Comparator.comparingDouble(Advice::monthlyWaste).reversed());
            return new InsightReport(
                    patterns.seconds(now), shown, List.copyOf(advice), timeline.show(now), uncountedCalls());
        }
    }

    /**
     * Shows the hot keys.
     *
     * @return each table and index whose keys were seen, the busiest first
     */
    public List<HotKeyReport> hotKeys() {
        synchronized (counting) {
            countWaiting();
            return hotKeys.show(ticker.getAsLong());
        }
    }

    /**
     * Returns how many calls could not be counted since the start because too many came at once.
     *
     * @return the calls
     */
    public long uncountedCalls() {
        return buffer.dropped() + uncounted.sum();
    }
}
