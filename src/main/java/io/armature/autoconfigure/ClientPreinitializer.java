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

import io.armature.client.ClientSettings;
import io.armature.client.ConnectionSettings;
import io.armature.client.DynamoDbClientFactory;
import java.util.List;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes one call of a client, with nobody at the other end, beside the start of the application: the SDK loads 2,000
 * classes for its first client and its first call, for which the application's thread does not have to wait then.
 *
 * <p>Spring Boot runs it where there is more than one processor, and ignores what it throws.
 */
final class ClientPreinitializer implements BackgroundPreinitializer {

    /** Where tracing puts itself into every client of the SDK. It would report the rehearsal as a call. */
    private static final String TRACING = "software/amazon/awssdk/global/handlers/execution.interceptors";

    @Override
    public void preinitialize() {
        rehearse(DynamoDbClient.class.getClassLoader());
    }

    /** Builds a client, calls it if nobody but us gets to know, and tells whether it was called. */
    static boolean rehearse(ClassLoader loader) {
        ConnectionSettings nowhere = new ConnectionSettings(
                Region.US_EAST_1,
                null,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")));
        DynamoDbClientFactory factory = new DynamoDbClientFactory(
                ClientSettings.defaults(),
                nowhere,
                List.of(builder -> builder.httpClientBuilder(defaults ->
                        new RehearsalHttpClient(Apache5HttpClient.builder().buildWithDefaults(defaults)))));
        try (DynamoDbClient client = factory.create()) {
            if (loader.getResource(TRACING) != null) {
                return false;
            }
            client.describeTable(request -> request.tableName("armature-rehearsal"));
            return true;
        }
    }
}
