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
package io.armature.schema;

import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tells a lack of credentials from a DynamoDB out of reach, for which the SDK has one exception. */
final class ClientCredentials {

    private ClientCredentials() {}

    static boolean missing(DynamoDbClient client) {
        try {
            client.serviceClientConfiguration()
                    .credentialsProvider()
                    .resolveIdentity()
                    .join();
            return false;
        } catch (SdkClientException ex) {
            return true;
        } catch (CompletionException ex) {
            return ex.getCause() instanceof SdkClientException;
        } catch (AwsServiceException ex) {
            // The service that gives them is down or refuses; that may pass, as an outage of DynamoDB does.
            return false;
        }
    }
}
