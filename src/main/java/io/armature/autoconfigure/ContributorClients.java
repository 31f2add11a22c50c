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

import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The clients that Contributor Insights are read with. Outside of the ring where that is possible: what the application has not
 * asked for is no call of its own, and a permission that it lacks no alarm.
 *
 * @param dynamoDb knows the rules
 * @param ownDynamoDb whether it is closed with the context
 * @param cloudWatch knows what they have found
 * @param ownCloudWatch whether it is closed with the context
 */
record ContributorClients(
        DynamoDbClient dynamoDb, boolean ownDynamoDb, CloudWatchAsyncClient cloudWatch, boolean ownCloudWatch)
        implements AutoCloseable {

    @Override
    public void close() {
        if (ownDynamoDb) {
            dynamoDb.close();
        }
        if (ownCloudWatch) {
            cloudWatch.close();
        }
    }
}
