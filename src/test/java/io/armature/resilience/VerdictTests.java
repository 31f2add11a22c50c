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
package io.armature.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.armature.resilience.CircuitBreakerId.Kind;
import io.armature.resilience.FailureClassification.Outage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTests {

    @ParameterizedTest
    @CsvSource({
        "SERVER_ERROR, WORKED, FAILED, UNKNOWN",
        "TIME_OUT, UNKNOWN, FAILED, UNKNOWN",
        "RESET, UNKNOWN, FAILED, UNKNOWN",
        "CONNECT, FAILED, UNKNOWN, UNKNOWN",
        "TLS, FAILED, UNKNOWN, UNKNOWN",
        "NAME, FAILED, UNKNOWN, UNKNOWN"
    })
    void verdictOfAnOutage(Outage outage, Verdict endpoint, Verdict table, Verdict throttling) {
        assertVerdicts(FailureClassifier.of(outage), endpoint, table, throttling);
    }

    @ParameterizedTest
    @CsvSource({
        "CONDITION_FAILED, WORKED",
        "CANCELLED, WORKED",
        "INVALID, WORKED",
        "DENIED, WORKED",
        "MISSING, WORKED",
        "NOT_SENT, UNKNOWN",
        "REFUSED, UNKNOWN",
        "OTHER, UNKNOWN"
    })
    void verdictOfAnyOtherFailure(FailureClassification.Kind kind, Verdict verdict) {
        assertVerdicts(FailureClassifier.of(kind), verdict, verdict, verdict);
    }

    @Test
    void verdictOfThrottlingShouldConcernTheTableThatIsNamed() {
        assertThrottling("TableReadProvisionedThroughputExceeded", "orders", Verdict.FAILED);
        assertThrottling("TableReadKeyRangeThroughputExceeded", "orders", Verdict.WORKED);
        assertThrottling("TableReadProvisionedThroughputExceeded", "customers", Verdict.UNKNOWN);
        assertThrottling("TableReadAccountLimitExceeded", null, Verdict.FAILED);
    }

    private static void assertThrottling(String reason, @Nullable String resource, Verdict throttling) {
        FailureClassification failure = resource == null
                ? FailureClassification.of(
                        software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException.builder()
                                .message("throttled")
                                .statusCode(400)
                                .build())
                : FailureClassification.of(ScriptedClient.throttled(reason, resource));
        assertVerdicts(failure, Verdict.WORKED, Verdict.WORKED, throttling);
    }

    private static void assertVerdicts(
            FailureClassification failure, Verdict endpoint, Verdict table, Verdict throttling) {
        assertThat(List.of(
                        Verdict.of(Kind.ENDPOINT, null, failure),
                        Verdict.of(Kind.OUTAGE, "orders", failure),
                        Verdict.of(Kind.THROTTLING, "orders", failure)))
                .containsExactly(endpoint, table, throttling);
    }
}
