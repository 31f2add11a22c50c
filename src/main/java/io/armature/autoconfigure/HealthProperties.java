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

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Health of the way to DynamoDB.
 *
 * @param probe Whether health calls tables that nobody has called for a while, by DescribeTable.
 * @param idleAfter Time without an answer after which a table is called.
 */
@ConfigurationProperties("armature.health")
record HealthProperties(
        @DefaultValue("true") boolean probe,
        @DefaultValue("60s") Duration idleAfter) {

    HealthProperties {
        Checks.between("armature.health.idle-after", idleAfter, Duration.ofSeconds(1), Duration.ofDays(1));
    }
}
