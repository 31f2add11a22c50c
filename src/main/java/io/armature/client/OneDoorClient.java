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

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeImportResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableReplicaAutoScalingResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListImportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListImportsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsResponse;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalTableSettingsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableReplicaAutoScalingResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * A client with one door: every operation is a {@link #call}.
 *
 * <p>It is written out, since a proxy of this interface initializes all types that its methods name: on JDK 17 more than
 * 800 classes, when the application starts. What it does not name yet is for {@link LaterOperations}.
 */
abstract class OneDoorClient implements DynamoDbClient {

    /** Sends a request, and returns the response that belongs to its type. */
    abstract DynamoDbResponse call(DynamoDbRequest request);

    @Override
    public final BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return (BatchExecuteStatementResponse) call(request);
    }

    @Override
    public final BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return (BatchGetItemResponse) call(request);
    }

    @Override
    public final BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return (BatchWriteItemResponse) call(request);
    }

    @Override
    public final CreateBackupResponse createBackup(CreateBackupRequest request) {
        return (CreateBackupResponse) call(request);
    }

    @Override
    public final CreateGlobalTableResponse createGlobalTable(CreateGlobalTableRequest request) {
        return (CreateGlobalTableResponse) call(request);
    }

    @Override
    public final CreateTableResponse createTable(CreateTableRequest request) {
        return (CreateTableResponse) call(request);
    }

    @Override
    public final DeleteBackupResponse deleteBackup(DeleteBackupRequest request) {
        return (DeleteBackupResponse) call(request);
    }

    @Override
    public final DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return (DeleteItemResponse) call(request);
    }

    @Override
    public final DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
        return (DeleteResourcePolicyResponse) call(request);
    }

    @Override
    public final DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return (DeleteTableResponse) call(request);
    }

    @Override
    public final DescribeBackupResponse describeBackup(DescribeBackupRequest request) {
        return (DescribeBackupResponse) call(request);
    }

    @Override
    public final DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
        return (DescribeContinuousBackupsResponse) call(request);
    }

    @Override
    public final DescribeContributorInsightsResponse describeContributorInsights(
            DescribeContributorInsightsRequest request) {
        return (DescribeContributorInsightsResponse) call(request);
    }

    @Override
    public final DescribeEndpointsResponse describeEndpoints(DescribeEndpointsRequest request) {
        return (DescribeEndpointsResponse) call(request);
    }

    @Override
    public final DescribeExportResponse describeExport(DescribeExportRequest request) {
        return (DescribeExportResponse) call(request);
    }

    @Override
    public final DescribeGlobalTableResponse describeGlobalTable(DescribeGlobalTableRequest request) {
        return (DescribeGlobalTableResponse) call(request);
    }

    @Override
    public final DescribeGlobalTableSettingsResponse describeGlobalTableSettings(
            DescribeGlobalTableSettingsRequest request) {
        return (DescribeGlobalTableSettingsResponse) call(request);
    }

    @Override
    public final DescribeImportResponse describeImport(DescribeImportRequest request) {
        return (DescribeImportResponse) call(request);
    }

    @Override
    public final DescribeKinesisStreamingDestinationResponse describeKinesisStreamingDestination(
            DescribeKinesisStreamingDestinationRequest request) {
        return (DescribeKinesisStreamingDestinationResponse) call(request);
    }

    @Override
    public final DescribeLimitsResponse describeLimits(DescribeLimitsRequest request) {
        return (DescribeLimitsResponse) call(request);
    }

    @Override
    public final DescribeTableResponse describeTable(DescribeTableRequest request) {
        return (DescribeTableResponse) call(request);
    }

    @Override
    public final DescribeTableReplicaAutoScalingResponse describeTableReplicaAutoScaling(
            DescribeTableReplicaAutoScalingRequest request) {
        return (DescribeTableReplicaAutoScalingResponse) call(request);
    }

    @Override
    public final DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return (DescribeTimeToLiveResponse) call(request);
    }

    @Override
    public final DisableKinesisStreamingDestinationResponse disableKinesisStreamingDestination(
            DisableKinesisStreamingDestinationRequest request) {
        return (DisableKinesisStreamingDestinationResponse) call(request);
    }

    @Override
    public final EnableKinesisStreamingDestinationResponse enableKinesisStreamingDestination(
            EnableKinesisStreamingDestinationRequest request) {
        return (EnableKinesisStreamingDestinationResponse) call(request);
    }

    @Override
    public final ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return (ExecuteStatementResponse) call(request);
    }

    @Override
    public final ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
        return (ExecuteTransactionResponse) call(request);
    }

    @Override
    public final ExportTableToPointInTimeResponse exportTableToPointInTime(ExportTableToPointInTimeRequest request) {
        return (ExportTableToPointInTimeResponse) call(request);
    }

    @Override
    public final GetItemResponse getItem(GetItemRequest request) {
        return (GetItemResponse) call(request);
    }

    @Override
    public final GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request) {
        return (GetResourcePolicyResponse) call(request);
    }

    @Override
    public final ImportTableResponse importTable(ImportTableRequest request) {
        return (ImportTableResponse) call(request);
    }

    @Override
    public final ListBackupsResponse listBackups(ListBackupsRequest request) {
        return (ListBackupsResponse) call(request);
    }

    @Override
    public final ListContributorInsightsResponse listContributorInsights(ListContributorInsightsRequest request) {
        return (ListContributorInsightsResponse) call(request);
    }

    @Override
    public final ListExportsResponse listExports(ListExportsRequest request) {
        return (ListExportsResponse) call(request);
    }

    @Override
    public final ListGlobalTablesResponse listGlobalTables(ListGlobalTablesRequest request) {
        return (ListGlobalTablesResponse) call(request);
    }

    @Override
    public final ListImportsResponse listImports(ListImportsRequest request) {
        return (ListImportsResponse) call(request);
    }

    @Override
    public final ListTablesResponse listTables(ListTablesRequest request) {
        return (ListTablesResponse) call(request);
    }

    @Override
    public final ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
        return (ListTagsOfResourceResponse) call(request);
    }

    @Override
    public final PutItemResponse putItem(PutItemRequest request) {
        return (PutItemResponse) call(request);
    }

    @Override
    public final PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
        return (PutResourcePolicyResponse) call(request);
    }

    @Override
    public final QueryResponse query(QueryRequest request) {
        return (QueryResponse) call(request);
    }

    @Override
    public final RestoreTableFromBackupResponse restoreTableFromBackup(RestoreTableFromBackupRequest request) {
        return (RestoreTableFromBackupResponse) call(request);
    }

    @Override
    public final RestoreTableToPointInTimeResponse restoreTableToPointInTime(RestoreTableToPointInTimeRequest request) {
        return (RestoreTableToPointInTimeResponse) call(request);
    }

    @Override
    public final ScanResponse scan(ScanRequest request) {
        return (ScanResponse) call(request);
    }

    @Override
    public final SearchVectorsResponse searchVectors(SearchVectorsRequest request) {
        return (SearchVectorsResponse) call(request);
    }

    @Override
    public final TagResourceResponse tagResource(TagResourceRequest request) {
        return (TagResourceResponse) call(request);
    }

    @Override
    public final TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return (TransactGetItemsResponse) call(request);
    }

    @Override
    public final TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return (TransactWriteItemsResponse) call(request);
    }

    @Override
    public final UntagResourceResponse untagResource(UntagResourceRequest request) {
        return (UntagResourceResponse) call(request);
    }

    @Override
    public final UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        return (UpdateContinuousBackupsResponse) call(request);
    }

    @Override
    public final UpdateContributorInsightsResponse updateContributorInsights(UpdateContributorInsightsRequest request) {
        return (UpdateContributorInsightsResponse) call(request);
    }

    @Override
    public final UpdateGlobalTableResponse updateGlobalTable(UpdateGlobalTableRequest request) {
        return (UpdateGlobalTableResponse) call(request);
    }

    @Override
    public final UpdateGlobalTableSettingsResponse updateGlobalTableSettings(UpdateGlobalTableSettingsRequest request) {
        return (UpdateGlobalTableSettingsResponse) call(request);
    }

    @Override
    public final UpdateItemResponse updateItem(UpdateItemRequest request) {
        return (UpdateItemResponse) call(request);
    }

    @Override
    public final UpdateKinesisStreamingDestinationResponse updateKinesisStreamingDestination(
            UpdateKinesisStreamingDestinationRequest request) {
        return (UpdateKinesisStreamingDestinationResponse) call(request);
    }

    @Override
    public final UpdateTableResponse updateTable(UpdateTableRequest request) {
        return (UpdateTableResponse) call(request);
    }

    @Override
    public final UpdateTableReplicaAutoScalingResponse updateTableReplicaAutoScaling(
            UpdateTableReplicaAutoScalingRequest request) {
        return (UpdateTableReplicaAutoScalingResponse) call(request);
    }

    @Override
    public final UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return (UpdateTimeToLiveResponse) call(request);
    }
}
