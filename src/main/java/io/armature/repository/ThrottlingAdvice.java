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

import io.armature.client.TableReference;
import io.armature.resilience.Throttling;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Says what ran out of capacity, and what helps against that: more capacity does not help a hot key. */
final class ThrottlingAdvice {

    private ThrottlingAdvice() {}

    static DataAccessException throttled(Failure failure) {
        List<Throttling> reasons = failure.what().throttling();
        String advice = reasons.stream()
                .map(reason -> sentence(reason, failure.doing().table()))
                .distinct()
                .collect(Collectors.joining(" "));
        return new ThroughputExceededException(
                failure.message("was throttled, also when it was tried again. " + advice),
                failure.exception(),
                reasons);
    }

    private static String sentence(Throttling throttling, @Nullable String calledTable) {
        String reason = throttling.reason();
        String named = reason == null ? "" : " (" + reason + ")";
        return capitalized(resource(throttling, calledTable)) + named + " " + advice(throttling);
    }

    private static String advice(Throttling throttling) {
        String reason = throttling.reason() == null ? "" : throttling.reason();
        String kind = reason.contains("Write") ? "write" : reason.contains("Read") ? "read" : "read or write";
        return switch (throttling.scope()) {
            case KEY_RANGE ->
                "has a hot partition: one key range gets more than the 1,000 write or 3,000 read units a second that a"
                        + " partition serves. More capacity does not help; spread the key over several, cache what is read"
                        + " often, or write less often to it.";
            case ACCOUNT ->
                "is over the quota that the account has for it in this region. Ask for a higher one in Service Quotas, or"
                        + " send less.";
            case TABLE, INDEX ->
                (reason.contains("MaxOnDemand")
                                ? "is over the maximum that is configured for its on-demand capacity. Raise or remove the"
                                        + " maximum of its " + kind + " request units, or send less."
                                : "is over its provisioned capacity. Raise its " + kind
                                        + " capacity units or the maximum of its"
                                        + " auto scaling, change to on-demand capacity, or send less.")
                        + (throttling.scope() == Throttling.Scope.INDEX && !kind.equals("read")
                                ? " Writes to the table wait for the index."
                                : "");
            case UNKNOWN ->
                "has not enough capacity for what is sent to it, and DynamoDB did not say why. Look at its throttling"
                        + " metrics: a hot key must be spread, a full table needs more capacity.";
        };
    }

    private static String resource(Throttling throttling, @Nullable String calledTable) {
        String arn = throttling.resource();
        String table = arn == null ? calledTable : TableReference.tableName(arn);
        if (table == null) {
            return "what was called";
        }
        int index = arn == null ? -1 : arn.indexOf("/index/");
        return arn == null || index < 0
                ? "table '" + table + "'"
                : "index '" + arn.substring(index + "/index/".length()) + "' of table '" + table + "'";
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
