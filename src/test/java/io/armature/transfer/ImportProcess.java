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
package io.armature.transfer;

import io.armature.batch.BatchRate;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An import in a process of its own, to be killed. */
final class ImportProcess {

    private ImportProcess() {}

    public static void main(String[] arguments) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create(arguments[0]))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            TransferTables tables = TransferTables.on(client, arguments[1]);
            ImportReport report = tables.importer()
                    .run(ImportRequest.of(Path.of(arguments[2]), DataFormat.JSON_LINES)
                            .into(TransferTables.Article.class)
                            .rate(BatchRate.itemsPerSecond(5_000))
                            .build());
            System.out.println("rows " + report.rows() + " resumed after " + report.resumedAfter());
            System.exit(report.complete() ? 0 : 3);
        }
    }
}
