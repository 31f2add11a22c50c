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
package io.armature.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * An answer of DynamoDB that no emulator gives, in the documented form.
 *
 * @param status status of HTTP
 * @param error name of the error, such as {@code InternalServerError}
 * @param details further members of the answer's JSON, each behind a comma, or nothing
 */
public record FaultyAnswer(int status, String error, String details) {

    /** DynamoDB failed by itself. */
    public static final FaultyAnswer SERVER_ERROR = new FaultyAnswer(500, "InternalServerError", "");

    /** DynamoDB can't answer at the moment. */
    public static final FaultyAnswer UNAVAILABLE = new FaultyAnswer(503, "ServiceUnavailable", "");

    /**
     * Returns the answer to a call that exceeds what a table is provisioned for.
     *
     * @param reason one of DynamoDB's reasons, such as {@code TableReadProvisionedThroughputExceeded}
     * @param table name of the table
     * @return the answer
     */
    public static FaultyAnswer throttled(String reason, String table) {
        return new FaultyAnswer(
                400,
                "ProvisionedThroughputExceededException",
                ",\"ThrottlingReasons\":[{\"reason\":\"" + reason
                        + "\",\"resource\":\"arn:aws:dynamodb:us-east-1:123456789012:table/" + table + "\"}]");
    }

    /**
     * Returns the answer to a call that exceeds what an on-demand table or the account may do. This error writes the
     * name of its reasons in another way.
     *
     * @param reason one of DynamoDB's reasons, such as {@code TableReadAccountLimitExceeded}
     * @param table name of the table
     * @return the answer
     */
    public static FaultyAnswer throttledOnDemand(String reason, String table) {
        return new FaultyAnswer(
                400,
                "ThrottlingException",
                ",\"throttlingReasons\":[{\"reason\":\"" + reason
                        + "\",\"resource\":\"arn:aws:dynamodb:us-east-1:123456789012:table/" + table + "\"}]");
    }

    /** Returns the whole answer as it goes over the connection. */
    byte[] toHttp() {
        String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + error + "\",\"message\":\"Answer of a test\""
                + details + "}";
        String head = "HTTP/1.1 " + status + " Stub\r\nContent-Type: application/x-amz-json-1.0\r\nx-amzn-RequestId: "
                + UUID.randomUUID() + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n";
        return (head + body).getBytes(UTF_8);
    }
}
