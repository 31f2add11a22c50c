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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What several JVMs have measured.
 *
 * @param jvms the values of each
 */
public record Results(List<Measurements> jvms) {

    /** Returns the subjects of a group in the order in which they were measured. */
    public List<Subject> subjects(String group) {
        return jvms.get(0).subjects().stream()
                .filter(subject -> subject.group().equals(group))
                .toList();
    }

    /** Returns a value over all JVMs. */
    public Spread of(Subject subject, String quantity) {
        return spread(jvm -> jvm.value(subject, quantity));
    }

    /** Returns what tells a value of subjects. */
    public Function<Subject, Spread> of(String quantity) {
        return subject -> of(subject, quantity);
    }

    /** Returns the processor time of a subject in microseconds. */
    public Spread micros(Subject subject) {
        return micros(subject, Measurements.NANOS);
    }

    /** Returns a value in microseconds that was measured in nanoseconds. */
    public Spread micros(Subject subject, String quantity) {
        return spread(jvm -> jvm.value(subject, quantity) / 1000);
    }

    /** Returns how many times the value of another a subject has, the ratio taken within each JVM. */
    public Spread ratio(Subject subject, Subject other, String quantity) {
        return spread(jvm -> jvm.value(subject, quantity) / jvm.value(other, quantity));
    }

    /** Returns by how much the value of a subject is more than that of another, within each JVM. */
    public Spread difference(Subject subject, Subject other, String quantity) {
        return spread(jvm -> jvm.value(subject, quantity) - jvm.value(other, quantity));
    }

    /** Returns what is computed from the values of each JVM. */
    public Spread spread(ToDoubleFunction<Measurements> value) {
        return Spread.of(jvms.stream().map(value::applyAsDouble).toList());
    }
}
