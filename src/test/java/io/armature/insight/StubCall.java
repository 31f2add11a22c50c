package io.armature.insight;

import io.armature.client.Call;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** A call that is answered by a function. */
record StubCall(
        String operation,
        List<String> tables,
        DynamoDbRequest request,
        Function<DynamoDbRequest, DynamoDbResponse> answer)
        implements Call {

    @Override
    public String endpoint() {
        return "eu-central-1";
    }

    @Override
    public DynamoDbResponse proceed(DynamoDbRequest sent) {
        return answer.apply(sent);
    }
}
