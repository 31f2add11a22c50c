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
package io.armature.resilience.fallback;

import static io.armature.resilience.fallback.FallbackFixture.NOTES;
import static io.armature.resilience.fallback.FallbackFixture.ORDERS;

import io.armature.client.ClientLayers;
import io.armature.resilience.fallback.FallbackLayer.Surroundings;
import io.armature.resilience.fallback.HeldStore.Command;
import io.armature.resilience.fallback.MemoryDynamoDb.Fault;
import io.armature.resilience.fallback.MemoryDynamoDb.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Two instances of an application on one DynamoDB and one store, in virtual time: everything that may happen next is chosen by
 * chance, from a seed.
 */
final class ModelWorld {

    static final Duration MAX_STALENESS = Duration.ofSeconds(60);

    /** How long an eventually consistent read may see what was before. */
    static final Duration LAG = Duration.ofSeconds(1);

    private static final int STEPS = 600;

    private static final int MOST_CALLS = 6;

    final Random random;

    final VirtualTime time = new VirtualTime();

    final MemoryDynamoDb dynamoDb = new MemoryDynamoDb(time);

    final List<Instance> instances = new ArrayList<>();

    final ModelPromise promise = new ModelPromise(this);

    private final ThreadLocal<ModelCall> calls = new ThreadLocal<>();

    private final Baton baton;

    private final double errors;

    private final double releases;

    private boolean outage;

    /** The instance whose commands do not get through. */
    private @Nullable Instance hung;

    private long callsMade;

    /** What happened, in order. */
    private final List<String> events = new ArrayList<>();

    ModelWorld(long seed, Defect defect, ExecutorService threads) {
        this.random = new Random(seed);
        this.baton = new Baton(threads);
        this.errors = 0.05 + random.nextDouble() / 3;
        this.releases = 0.2 + 1.3 * random.nextDouble();
        FallbackSettings defaults = FallbackSettings.defaults();
        FallbackSettings stores = with(defaults, defaults.maxStaleness(), defect == Defect.NO_QUIET_TIME);
        FallbackStore inner = defect.plantedIn(
                new InProcessFallbackStore(stores, 1_000, 10_000_000, time::micros), token -> token % 10 > 1);
        for (int i = 0; i < 2; i++) {
            instances.add(instance(inner, with(defaults, MAX_STALENESS, false)));
        }
        for (String table : List.of(ORDERS, NOTES)) {
            for (String id : List.of("a", "b")) {
                dynamoDb.commit(table, id, FallbackFixture.item(id, 1, table + "/" + id + " 0"));
            }
        }
        time.pass(LAG);
        dynamoDb.updatesAnswerOld = defect == Defect.UPDATE_ANSWERS_OLD;
        dynamoDb.faults = this::fault;
        dynamoDb.onTheWay = this::passOn;
        dynamoDb.acknowledged = () -> promise.acknowledged(calls.get());
        dynamoDb.committed = state -> {
            note("commit " + state);
            if (calls.get() != null) {
                calls.get().commit = state.commit();
            }
        };
        dynamoDb.seen = this::seen;
    }

    private static FallbackSettings with(FallbackSettings settings, Duration maxStaleness, boolean noQuietTime) {
        return new FallbackSettings(
                maxStaleness,
                settings.readTimeout(),
                settings.storeTimeout(),
                noQuietTime ? Duration.ZERO : settings.quietTime(),
                settings.maxFillAge(),
                settings.maxItemBytes(),
                settings.fillQueue());
    }

    private Instance instance(FallbackStore inner, FallbackSettings settings) {
        HeldStore store = new HeldStore(inner);
        store.sent = command -> {
            note("sends " + command);
            if (calls.get() != null) {
                calls.get().commands.add(command);
            }
        };
        FallbackStatistics statistics = new FallbackStatistics();
        FallbackLayer layer = new FallbackLayer(
                store,
                settings,
                new FallbackTables(table -> true, FallbackFixture.catalogue(), statistics),
                statistics,
                new Surroundings(
                        time, time::nanos, this::await, () -> calls.get().nextToken(), false));
        return new Instance(store, layer, new ClientLayers(List.of(layer)).wrap(dynamoDb), statistics);
    }

    void note(String event) {
        events.add(time.nanos() / 1_000 / 1e6 + " s " + (calls.get() == null ? "" : calls.get() + ": ") + event);
    }

    List<String> events() {
        return events;
    }

    /** One instance of the application. */
    record Instance(HeldStore store, FallbackLayer layer, DynamoDbClient client, FallbackStatistics statistics) {}

    void run() {
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        while (!baton.isEmpty()) {
            baton.run(random.nextInt(baton.size()));
            time.pass(Duration.ofMillis(5));
        }
    }

    private void step() {
        double chance = random.nextDouble() * (1 + releases);
        if (chance < 0.15) {
            if (baton.size() < MOST_CALLS) {
                begin();
            }
        } else if (chance < 0.75) {
            if (!baton.isEmpty()) {
                baton.run(random.nextInt(baton.size()));
            }
        } else if (chance < 0.88) {
            any(instances).layer().drain();
        } else if (chance < 0.96) {
            time.pass(someTime());
        } else if (chance < 0.97) {
            writeElsewhere();
        } else if (chance < 0.99) {
            outage = !outage && random.nextBoolean();
        } else if (chance < 1) {
            hung = hung == null ? any(instances) : null;
        } else {
            release(any(instances));
        }
    }

    /** Another application writes, and knows nothing of copies. */
    private void writeElsewhere() {
        String table = anyTable();
        String id = any(List.of("a", "b"));
        dynamoDb.commit(table, id, FallbackFixture.item(id, 1 + random.nextInt(9), "elsewhere " + random.nextLong()));
    }

    private Duration someTime() {
        double kind = random.nextDouble();
        if (kind < 0.8) {
            return Duration.ofMillis(random.nextInt(5));
        }
        if (kind < 0.95) {
            return Duration.ofMillis(random.nextInt(3_000));
        }
        return Duration.ofMillis(random.nextInt(kind < 0.99 ? 12_000 : 70_000));
    }

    private void release(Instance instance) {
        List<Command<?>> held = instance.store().held;
        if (held.isEmpty() || instance.equals(hung)) {
            return;
        }
        Command<?> command = held.remove(random.nextDouble() < 0.7 ? 0 : random.nextInt(held.size()));
        double fate = random.nextDouble();
        note((fate < 0.92 ? "done " : fate < 0.96 ? "done unheard " : "lost ") + command);
        if (fate < 0.92) {
            command.run();
        } else if (fate < 0.96) {
            command.runUnheard();
        } else {
            command.lose();
        }
    }

    private void begin() {
        ModelCall call = new ModelCall(this, any(instances), ++callsMade);
        baton.add(() -> {
            calls.set(call);
            try {
                call.make();
            } finally {
                call.returned = true;
                note("returned");
                calls.remove();
            }
        });
    }

    private void passOn() {
        for (int times = random.nextInt(3); times >= 0; times--) {
            baton.passOn();
        }
    }

    private void await(CompletableFuture<?> stage, long nanos) {
        long deadline = time.nanos() + nanos;
        while (!stage.isDone() && time.nanos() < deadline) {
            baton.passOn();
        }
    }

    private @Nullable Fault fault() {
        if (outage || random.nextDouble() < errors) {
            return any(List.of(Fault.UNREACHABLE, Fault.ERROR, Fault.LOST_ANSWER));
        }
        return random.nextDouble() < 0.02 ? any(List.of(Fault.DENIED, Fault.THROTTLED)) : null;
    }

    private int seen(List<State> states) {
        int first = states.size() - 1;
        while (first > 0 && states.get(first).nanos() >= time.nanos() - LAG.toNanos()) {
            first--;
        }
        return first + random.nextInt(states.size() - first);
    }

    String anyTable() {
        return any(List.of(ORDERS, NOTES));
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
