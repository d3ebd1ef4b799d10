"""Agreement, plan and events to what people read: articles, pictures, reports."""
