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
package io.armature.benchmark;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What all JVMs measured.
 *
 * @param jvms the figures of each JVM
 */
record Results(List<Map<Subject, Figures>> jvms) {

    /** Returns the processor time of a subject in microseconds. */
    Spread micros(Subject subject) {
        return spread(jvm -> of(jvm, subject).nanos() / 1000);
    }

    /** Returns the bytes that a subject allocates. */
    Spread bytes(Subject subject) {
        return spread(jvm -> of(jvm, subject).bytes());
    }

    /** Returns how many times the processor time of another a subject takes, the ratio taken within each JVM. */
    Spread ratio(Subject subject, Subject other) {
        return spread(jvm -> of(jvm, subject).nanos() / of(jvm, other).nanos());
    }

    private Spread spread(ToDoubleFunction<Map<Subject, Figures>> value) {
        return Spread.of(jvms.stream().map(value::applyAsDouble).toList());
    }

    private static Figures of(Map<Subject, Figures> jvm, Subject subject) {
        Figures figures = jvm.get(subject);
        if (figures == null) {
            throw new IllegalStateException("A JVM did not measure " + subject);
        }
        return figures;
    }
}
