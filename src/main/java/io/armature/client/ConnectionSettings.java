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

import java.net.URI;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Where to connect to, and as whom.
 *
 * @param region the region, or {@code null} to ask the SDK's default chain
 * @param endpoint the endpoint that replaces the region's own, or {@code null} for the region's own
 * @param credentials the source of credentials, which its owner closes, or {@code null} to ask the SDK's default chain
 * @param names the resolver of the endpoint's name, which its owner closes after the clients, or {@code null} for the JVM's
 */
public record ConnectionSettings(
        @Nullable Region region,
        @Nullable URI endpoint,
        @Nullable AwsCredentialsProvider credentials,
        @Nullable DnsResolver names) {

    /**
     * Creates settings with which names are resolved as the JVM does.
     *
     * @param region the region, or {@code null} to ask the SDK's default chain
     * @param endpoint the endpoint that replaces the region's own, or {@code null} for the region's own
     * @param credentials the source of credentials, or {@code null} to ask the SDK's default chain
     */
    public ConnectionSettings(
            @Nullable Region region, @Nullable URI endpoint, @Nullable AwsCredentialsProvider credentials) {
        this(region, endpoint, credentials, null);
    }

    /** Returns a text without the credentials, of which only the kind of their source is named. */
    @Override
    public String toString() {
        String source = (credentials != null) ? credentials.getClass().getSimpleName() : "default chain";
        return "ConnectionSettings[region=" + region + ", endpoint=" + endpoint + ", credentials=" + source + "]";
    }
}
