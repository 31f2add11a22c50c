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

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs calls that are slow or expensive, one line for each access pattern and interval. */
final class CallLog {

    private static final Logger logger = LoggerFactory.getLogger(QueryInsight.class);

    private final InsightSettings settings;

    CallLog(InsightSettings settings) {
        this.settings = settings;
    }

    void add(AccessPattern pattern, PatternWindow window, FinishedCall call, long now) {
        boolean slow = call.nanos >= settings.slowCall().toNanos();
        boolean expensive = call.units() >= settings.expensiveCallUnits();
        if (!slow && !expensive) {
            return;
        }
        if (window.logged && now - window.lastLogged < settings.logInterval().toNanos()) {
            window.unloggedCalls++;
            return;
        }
        if (logger.isWarnEnabled()) {
            logger.warn(String.format(
                    Locale.ROOT,
                    "%s call: %s took %.0f ms, read %,d items, returned %,d and consumed %.1f units (%,d more such calls"
                            + " since the last line)",
                    slow ? "Slow" : "Expensive",
                    pattern.text(),
                    call.nanos / 1e6,
                    call.scanned,
                    call.items,
                    call.units(),
                    window.unloggedCalls));
        }
        window.logged = true;
        window.lastLogged = now;
        window.unloggedCalls = 0;
    }
}
