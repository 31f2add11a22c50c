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

/** Refusal to start because no AWS credentials can be found. */
public final class CredentialsMissingException extends MisconfigurationException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param cause the SDK's error, which tells each place that was looked at
     */
    public CredentialsMissingException(Throwable cause) {
        super(
                "No AWS credentials were found by the client of DynamoDB.",
                "Set the properties 'armature.client.credentials.*', the environment variables AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, a profile (AWS_PROFILE, or the default one), or run with the role of"
                        + " the container, the pod or the instance.",
                cause);
    }
}
