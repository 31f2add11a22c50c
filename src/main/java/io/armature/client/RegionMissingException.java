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
package io.armature.client;

import org.jspecify.annotations.Nullable;

/** Refusal to build a client because no region is configured anywhere. */
public final class RegionMissingException extends MisconfigurationException {

    private static final long serialVersionUID = 1L;

    RegionMissingException(@Nullable Throwable cause) {
        super(
                "No AWS region is configured, neither by property nor in the environment",
                "Set the property 'armature.client.region', the environment variable AWS_REGION, or a region in the"
                        + " AWS profile. Requests are signed for a region, so one is needed with an endpoint of your"
                        + " own as well; for an emulator any region will do.",
                cause);
    }
}
