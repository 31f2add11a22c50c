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

import java.util.Locale;

/** What encryption has to keep to, in ratios of processor time; from the section Goals of the format's version 1. */
enum Goal {
    /** Encrypting an item beside the cryptography that it cannot do without. */
    BESIDE_BARE(Subject.ARMATURE_ENCRYPT, Subject.BARE_ENCRYPT, 2.0, true),
    /** Encrypting an item beside what AWS offers for it. */
    BESIDE_PEER(Subject.PEER_ENCRYPT, Subject.ARMATURE_ENCRYPT, 50, false),
    /** What an application notices. */
    WHOLE_PUT(Subject.ARMATURE_PUT, Subject.PLAIN_PUT, 1.20, true);

    private final Subject subject;

    private final Subject other;

    private final double bound;

    private final boolean atMost;

    Goal(Subject subject, Subject other, double bound, boolean atMost) {
        this.subject = subject;
        this.other = other;
        this.bound = bound;
        this.atMost = atMost;
    }

    /** Returns the ratio that the goal is about. */
    Spread ratio(Results results) {
        return results.ratio(subject, other);
    }

    /** Tells whether the median over the JVMs keeps to the goal. */
    boolean isMet(Results results) {
        double median = ratio(results).median();
        return atMost ? median <= bound : median >= bound;
    }

    /** Returns what is divided by what. */
    String comparison() {
        return subject.group().name().toLowerCase(Locale.ROOT) + ": " + subject.title() + " / " + other.title();
    }

    /** Returns the bound in words. */
    String limit() {
        return (atMost ? "at most " : "at least ") + String.format(Locale.ROOT, bound < 10 ? "%.2f" : "%.0f", bound);
    }

    /** Returns by how much the median keeps to the goal or misses it. */
    String verdict(Results results) {
        double median = ratio(results).median();
        double percent = 100 * Math.abs(median - bound) / bound;
        return String.format(Locale.ROOT, isMet(results) ? "met" : "missed by %.0f %%", percent);
    }
}
