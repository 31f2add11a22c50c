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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what Contributor Insights say for a minute. Whoever asks gets what is known and never waits; what is older is read on
 * a thread of its own and is there for who asks next. Nothing is read while nobody asks. Safe for use by concurrent threads.
 */
public final class ContributorReports implements AutoCloseable {

    private static final long KEPT = Duration.ofMinutes(1).toNanos();

    private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();

    /** DynamoDB answers about ten such questions a second to an account, and CloudWatch charges its own. */
    private static final int MOST_PLACES = 20;

    private final ContributorSource source;

    private final Executor executor;

    private final LongSupplier ticker;

    private final Map<HotKeyPlace, Known> places = new ConcurrentHashMap<>();

    /**
     * Creates the store.
     *
     * @param source reads what they say
     */
    public ContributorReports(ContributorSource source) {
        this(source, ownThread(), System::nanoTime);
    }

    ContributorReports(ContributorSource source, Executor executor, LongSupplier ticker) {
        this.source = source;
        this.executor = executor;
        this.ticker = ticker;
    }

    /** A thread that is there while there is something to read, and does nothing more once it is closed. */
    private static ExecutorService ownThread() {
        return new ThreadPoolExecutor(
                0,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "armature-contributors");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Puts what is known beside the keys that this instance of the application has counted.
     *
     * @param reports what it has counted, of which the first 20 are heeded
     * @return the same, with what Contributor Insights say where that is known
     */
    public List<HotKeyReport> beside(List<HotKeyReport> reports) {
        List<HotKeyReport> shown = new ArrayList<>();
        for (HotKeyReport report : reports) {
            shown.add(report.with(known(new HotKeyPlace(report.table(), report.index()))));
        }
        return shown;
    }

    /** Two who look at once must not both ask. The reading, which takes long, holds no lock. */
    private synchronized @Nullable ContributorReport known(HotKeyPlace place) {
        long now = ticker.getAsLong();
        Known known = places.get(place);
        if (known == null || now - known.asked() >= (known.reading() ? FORGOTTEN : KEPT)) {
            places.values().removeIf(old -> now - old.asked() >= FORGOTTEN);
            Known asking = new Known(now, known == null ? null : known.report(), true);
            if (places.size() < MOST_PLACES || known != null) {
                places.put(place, asking);
                executor.execute(() -> places.replace(place, asking, read(place, now)));
            }
        }
        return known == null ? null : known.report();
    }

    private Known read(HotKeyPlace place, long asked) {
        try {
            return new Known(asked, source.read(place.table(), place.index()), false);
        } catch (RuntimeException ex) {
            return new Known(
                    asked,
                    ContributorReport.unknown(
                            "They can't be read (" + ex.getClass().getSimpleName() + ")."),
                    false);
        }
    }

    /** Stops to read. */
    @Override
    public void close() {
        if (executor instanceof ExecutorService own) {
            own.shutdownNow();
        }
    }

    private record Known(long asked, @Nullable ContributorReport report, boolean reading) {}
}
