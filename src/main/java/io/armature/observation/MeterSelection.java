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
package io.armature.observation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects the meters that are sent to where each of them is billed. The application's own are sent, those of libraries are
 * not, and of Armature's only the ones to alarm on. The most specific name decides.
 */
public final class MeterSelection implements MeterFilter {

    private static final Set<String> SENT = Set.of(
            "armature.dynamodb.call",
            "armature.fallback.coverage",
            "armature.encryption.key.calls",
            "armature.encryption.key.grace",
            "armature.dns.lookups");

    private static final Set<String> LEFT_OUT = Set.of(
            "armature",
            "armature.dynamodb.call.active",
            "application",
            "cache",
            "disk",
            "executor",
            "hibernate",
            "hikaricp",
            "http",
            "jdbc",
            "jetty",
            "jvm",
            "lettuce",
            "log4j2",
            "logback",
            "process",
            "resilience4j",
            "spring",
            "ssl",
            "system",
            "tasks",
            "tomcat");

    private static final Set<String> LEFT_OUT_TAGS = Set.of("method", "error");

    private final Map<String, Boolean> sentByName = new HashMap<>();

    /**
     * Creates the selection.
     *
     * @param include names, or beginnings of names up to a dot, of meters to send beside the usual ones
     * @param exclude those to leave out
     */
    public MeterSelection(Set<String> include, Set<String> exclude) {
        SENT.forEach(name -> sentByName.put(name, true));
        LEFT_OUT.forEach(name -> sentByName.put(name, false));
        include.forEach(name -> sentByName.put(name, true));
        exclude.forEach(name -> sentByName.put(name, false));
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        for (String name = id.getName(); !name.isEmpty(); name = parent(name)) {
            Boolean sent = sentByName.get(name);
            if (sent != null) {
                return sent ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
            }
        }
        return MeterFilterReply.NEUTRAL;
    }

    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** Adds up the calls of all methods: each combination of tags would be four metrics more. */
    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().equals(DynamoDbObservation.CALL.getName())) {
            return id;
        }
        List<Tag> tags = id.getTags().stream()
                .filter(tag -> !LEFT_OUT_TAGS.contains(tag.getKey()))
                .toList();
        return id.replaceTags(tags);
    }
}
