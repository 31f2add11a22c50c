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
package io.armature.autoconfigure;

import io.armature.repository.UpdateSettings;
import io.armature.repository.UpdateSettings.Ambiguity;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Writing of items with a version.
 *
 * @param maxAttempts How often a change is applied at most, when others come first.
 * @param timeout Time within which another attempt may begin.
 * @param ambiguity How it is found out whether a write took place whose answer was lost.
 */
@ConfigurationProperties("armature.update")
record UpdateProperties(
        @DefaultValue("5") int maxAttempts,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("write-id") Ambiguity ambiguity) {

    private static final String PREFIX = "armature.update";

    UpdateProperties {
        Checks.atLeast(PREFIX + ".max-attempts", maxAttempts, 1);
        Checks.oneMillisecondOrMore(PREFIX + ".timeout", timeout);
    }

    UpdateSettings toSettings() {
        return new UpdateSettings(maxAttempts, timeout, ambiguity);
    }
}
