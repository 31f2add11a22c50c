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
package io.armature.health;

import io.armature.client.ConstantText;
import io.armature.resilience.FailureClassification;
import io.armature.resilience.FailureClassification.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;

/**
 * Calls tables that nobody has called for a while, by {@code DescribeTable}, which is free and never touches an item. An
 * answer is remembered until the table has been idle for as long again. Whatever DynamoDB answers shows that it is there, also
 * that the application must not describe tables; only a table that does not exist is no good news. Safe for use by concurrent
 * threads.
 */
public final class TableProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final DynamoDbClient client;

    private final Duration idleAfter;

    private final Clock clock;

    private final Map<String, Finding> findings = new ConcurrentHashMap<>();

    /**
     * Creates the probe.
     *
     * @param client the client, whose layers the calls go through; each ends after a second at most
     * @param idleAfter the time without an answer after which a table is called
     * @param clock tells the time
     */
    public TableProbe(DynamoDbClient client, Duration idleAfter, Clock clock) {
        this.client = client;
        this.idleAfter = idleAfter;
        this.clock = clock;
    }

    /** Returns what is known of a table that is idle, {@code null} if it is not, or if nothing is known and it may not be called. */
    @Nullable
    Finding look(String table, @Nullable Instant lastAnswer, boolean mayCall) {
        Instant idleSince = clock.instant().minus(idleAfter);
        if (lastAnswer != null && lastAnswer.isAfter(idleSince)) {
            findings.remove(table);
            return null;
        }
        Finding known = findings.get(table);
        if (known != null && (!mayCall || (known.reason() == null && known.at().isAfter(idleSince)))) {
            return known;
        }
        if (!mayCall) {
            return null;
        }
        Finding found = call(table);
        findings.put(table, found);
        return found;
    }

    private Finding call(String table) {
        DescribeTableRequest request = DescribeTableRequest.builder()
                .tableName(table)
                .overrideConfiguration(
                        configuration -> configuration.apiCallTimeout(TIMEOUT).apiCallAttemptTimeout(TIMEOUT))
                .build();
        try {
            client.describeTable(request);
            return new Finding(clock.instant(), null, false);
        } catch (RuntimeException ex) {
            return judge(FailureClassification.of(ex));
        }
    }

    private Finding judge(FailureClassification failure) {
        Enum<?> reason = failure.outage() != null ? failure.outage() : failure.kind();
        boolean answered = failure.kind() == Kind.DENIED || failure.kind() == Kind.THROTTLED;
        return new Finding(clock.instant(), answered ? null : ConstantText.of(reason), failure.kind() == Kind.OUTAGE);
    }

    /**
     * What a call has found.
     *
     * @param at when
     * @param reason what is wrong, {@code null} if nothing is
     * @param away whether DynamoDB could not be reached
     */
    record Finding(Instant at, @Nullable String reason, boolean away) {}
}
