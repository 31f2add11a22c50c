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
package io.armature.benchmark.startup;

import io.armature.benchmark.Subject;
import java.util.List;

/** The applications that are compared. Within a group the first is that without Armature. */
final class Variants {

    static final String ONE = "1";

    static final String TEN = "10";

    static final String HUNDRED = "100";

    static final String WEB = "web";

    static final int MOST_STARTS = 7;

    /** For what takes longer, or what no goal is set for. */
    private static final int FEW_STARTS = 3;

    private static final List<String> NOTHING = List.of();

    static final Variant PLAIN = plain(new Subject(ONE, "SDK beans"), 1, MOST_STARTS, NOTHING);

    static final Variant ARMATURE = armature(new Subject(ONE, "Armature"), 1, MOST_STARTS, NOTHING);

    static final List<Variant> ALL = List.of(
            PLAIN,
            plain(new Subject(ONE, "SDK beans, table looked at"), 1, MOST_STARTS, List.of("--look=true")),
            ARMATURE,
            armature(
                    new Subject(ONE, "Armature, tables not looked at"),
                    1,
                    MOST_STARTS,
                    List.of("--armature.schema.check=off")),
            plain(new Subject(TEN, "SDK beans"), 10, FEW_STARTS, NOTHING),
            armature(new Subject(TEN, "Armature"), 10, FEW_STARTS, NOTHING),
            plain(new Subject(HUNDRED, "SDK beans"), 100, FEW_STARTS, NOTHING),
            armature(new Subject(HUNDRED, "Armature"), 100, FEW_STARTS, NOTHING),
            web(plain(new Subject(WEB, "SDK beans"), 1, FEW_STARTS, NOTHING)),
            web(armature(new Subject(WEB, "Armature"), 1, FEW_STARTS, NOTHING)));

    private Variants() {}

    private static Variant plain(Subject subject, int entities, int starts, List<String> arguments) {
        return new Variant(subject, false, false, entities, arguments.isEmpty() ? 0 : entities, starts, arguments);
    }

    private static Variant armature(Subject subject, int entities, int starts, List<String> arguments) {
        return new Variant(subject, true, false, entities, arguments.isEmpty() ? entities : 0, starts, arguments);
    }

    private static Variant web(Variant variant) {
        return new Variant(
                variant.subject(),
                variant.armature(),
                true,
                variant.entities(),
                variant.descriptions(),
                variant.starts(),
                variant.arguments());
    }
}
